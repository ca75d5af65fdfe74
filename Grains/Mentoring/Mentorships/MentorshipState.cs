using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>A pair of mentor and mentee: the fold of its changes.</summary>
internal sealed record MentorshipState : IJournaledState<MentorshipState>
{
    public required Guid Id { get; init; }

    public MemberId Mentor { get; init; }

    public MemberId Mentee { get; init; }

    /// <summary>Null before the pair was opened.</summary>
    public ProgrammePolicy? Policy { get; init; }

    public string Zone { get; init; } = "";

    public DateTimeOffset Since { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public Ending? Because { get; init; }

    /// <summary>One of each at most, the one last given.</summary>
    public ImmutableArray<Signature> Signatures { get; init; } = [];

    /// <summary>In the order of asking.</summary>
    public ImmutableArray<Meeting> Meetings { get; init; } = [];

    /// <summary>The time that is being asked for; one at a time.</summary>
    public MeetingAsk? Ask { get; init; }

    public ImmutableArray<OwedSlot> Owed { get; init; } = [];

    /// <summary>Mentor and mentee have not heard yet that the pair has ended.</summary>
    public bool EndOwed { get; init; }

    public ImmutableArray<GuidanceItem> Guidance { get; init; } = [];

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    /// <summary>When somebody must look at what is asked or owed, if nobody has until then.</summary>
    public DateTimeOffset? AskAgainAt { get; init; }

    public bool IsOpen => Policy is not null && EndedAt is null;

    /// <summary>First day, in the scheme's zone, after the training year for which they are a pair.</summary>
    public DateOnly EndsOn => TrainingYear.EndOf(ZonedDays.Day(Since, Zone), Policy!.YearStart);

    /// <summary>The pair ends by itself at this instant; null before it is opened, and once it is over.</summary>
    public DateTimeOffset? EndsAt => IsOpen ? ZonedDays.StartOf(EndsOn, Zone) : null;

    public bool IsPending => Ask is not null || !Owed.IsEmpty || EndOwed;

    /// <summary>Both have signed the same version.</summary>
    public bool IsSigned => Signatures.Length == 2 && Signatures[0].Version == Signatures[1].Version;

    public DateTimeOffset? DueAt
    {
        get
        {
            var due = AskAgainAt is { } again && again < EndsAt ? again : EndsAt ?? AskAgainAt;
            foreach (var meeting in Meetings)
                if ((ReminderOf(meeting) ?? NudgeOf(meeting)) is { } at && (due is null || at < due)) due = at;
            return due;
        }
    }

    public static ChangeSet Changes => MentorshipChanges.All;

    public static MentorshipState Empty(string key) =>
        GrainKeys.TryParseMentorship(key, out var id)
            ? new MentorshipState { Id = id }
            : throw new FormatException($"'{key}' is not a mentorship.");

    public MentorshipState Apply(Change change, DateTimeOffset at)
    {
        var next = (this with { Answers = Answers.At(at) }).Fold(change, at);
        var again = next.IsPending ? AskAgainAt ?? at + MentoringLimits.AskAgainAfter : (DateTimeOffset?)null;
        return again == next.AskAgainAt ? next : next with { AskAgainAt = again };
    }

    private MentorshipState Fold(Change change, DateTimeOffset at) => change switch
    {
        MentorshipOpened x => this with
        {
            Mentor = x.Mentor,
            Mentee = x.Mentee,
            Policy = x.Policy,
            Zone = x.Zone,
            Since = at,
            Answers = Answers.With(x.Command, Subjects.Open),
        },
        AgreementSigned x => this with
        {
            Signatures = Signatures.RemoveAll(signature => signature.Person == x.Person).Add(new Signature(x.Person, x.Version, x.Hash, at)),
            Answers = Answers.With(x.Command, Subjects.Sign(x.Person, x.Version)),
        },
        MeetingAsked x => Asking(x),
        MeetingSettled => Settle(),
        MeetingDenied x => Deny(x),
        MeetingCancelled x => Cancel(Of(x.Meeting)!) with { Answers = Answers.With(x.Command, Subjects.Cancel(x.Meeting)) },
        MeetingRecorded x => Record(x),
        MeetingNear x => Put(Of(x.Meeting)! with { Reminded = x.StartsAt }),
        MeetingUnrecorded x => Put(Of(x.Meeting)! with { Nudged = true }),
        GuidanceTicked x => this with
        {
            Guidance = x.Done ? Guidance.Add(new GuidanceItem(x.Topic, at)) : Guidance.RemoveAll(item => item.Topic == x.Topic),
            Answers = Answers.With(x.Command, Subjects.Tick(x.Topic, x.Done)),
        },
        MentorshipOver x => Over(x, at),
        MentorshipRefused x => this with { Answers = Answers.With(x.Command, x.Subject, x.Code, x.Detail) },
        MentorshipTold x => this with { Owed = Owed.RemoveAll(owed => x.Slots.Contains(owed.Slot)), EndOwed = EndOwed && !x.End },
        _ => throw new InvalidDataException($"{Id:N} cannot take a {change.GetType().Name}."),
    };

    public Meeting? Of(Guid meeting)
    {
        foreach (var each in Meetings)
            if (each.Id == meeting) return each;
        return null;
    }

    public bool IsOfThePair(string person) => person.Length > 0 && (person == Mentor.Person || person == Mentee.Person);

    public int YearOf(DateTimeOffset at) => ZonedDays.TrainingYearOf(at, Zone, Policy!.YearStart);

    /// <summary>Meetings that count in a training year.</summary>
    /// <param name="except">One that is counted elsewhere, or null.</param>
    public int Used(int year, Guid? except = null)
    {
        var used = 0;
        foreach (var meeting in Meetings)
            if (meeting.Year == year && meeting.Counts && meeting.Id != except) used++;
        return used;
    }

    /// <summary>When both are to be reminded of a meeting; null when they have been, or there is nothing to come.</summary>
    public DateTimeOffset? ReminderOf(Meeting meeting) =>
        meeting.State == MeetingState.Booked && meeting.Reminded != meeting.StartsAt ? meeting.StartsAt.AddHours(-Policy!.RemindHours) : null;

    /// <summary>When both are to be asked for the length of a meeting that is over; null when they have been, or it is recorded.</summary>
    public DateTimeOffset? NudgeOf(Meeting meeting) =>
        meeting is { State: MeetingState.Booked, Nudged: false } ? meeting.EndsAt.AddHours(MentoringLimits.RecordNudgeHours) : null;

    private MentorshipState Asking(MeetingAsked change)
    {
        var year = YearOf(change.StartsAt);
        var known = Of(change.Meeting);
        var next = this with
        {
            Ask = new MeetingAsk(change.Command, change.Person, change.Meeting, change.StartsAt, change.Minutes, year, change.IsMove ? known!.Slot : null),
            Answers = Answers.With(change.Command, change.IsMove ? Subjects.Move(change.Meeting, change.StartsAt, change.Minutes) : Subjects.Book(change.StartsAt, change.Minutes)),
        };
        return change.IsMove ? next : next.Put(new Meeting(change.Meeting, change.Command, change.StartsAt, change.Minutes, year, MeetingState.Asked, 0, change.Room, null));
    }

    private MentorshipState Settle()
    {
        var ask = Ask!;
        var meeting = Of(ask.Meeting)!;
        var next = this with { Ask = null, Owed = ask.Replaces is { } before ? Owed.Add(new OwedSlot(before, null)) : Owed };
        return next.Put(meeting with
        {
            Slot = ask.Command,
            StartsAt = ask.StartsAt,
            Minutes = ask.Minutes,
            Year = ask.Year,
            State = MeetingState.Booked,
            Sequence = ask.Replaces is null ? 0 : meeting.Sequence + 1,
        });
    }

    private MentorshipState Deny(MeetingDenied change)
    {
        var ask = Ask!;
        var subject = ask.Replaces is null ? Subjects.Book(ask.StartsAt, ask.Minutes) : Subjects.Move(ask.Meeting, ask.StartsAt, ask.Minutes);
        var next = this with { Ask = null, Owed = change.Owes ? Owed.Add(new OwedSlot(ask.Command, null)) : Owed, Answers = Answers.With(change.Command, subject, change.Code, change.Detail) };
        return ask.Replaces is null ? next.Put(Of(ask.Meeting)! with { State = MeetingState.Refused }) : next;
    }

    private MentorshipState Cancel(Meeting meeting) =>
        (this with { Owed = Owed.Add(new OwedSlot(meeting.Slot, null)) }).Put(meeting with { State = MeetingState.Cancelled, Sequence = meeting.Sequence + 1 });

    private MentorshipState Record(MeetingRecorded change)
    {
        var meeting = Of(change.Meeting)!;
        return (this with { Owed = Owed.Add(new OwedSlot(meeting.Slot, change.Minutes)), Answers = Answers.With(change.Command, Subjects.Held(change.Meeting, change.Minutes)) })
            .Put(meeting with { State = change.Minutes > 0 ? MeetingState.Held : MeetingState.NoShow, Held = change.Minutes });
    }

    /// <summary>What has begun stays, so that it can still be recorded.</summary>
    private MentorshipState Over(MentorshipOver change, DateTimeOffset at)
    {
        var next = this with { EndedAt = at, Because = change.Because, EndOwed = true, Answers = Answers.With(change.Command, Subjects.End) };
        return Meetings.Where(meeting => meeting.State == MeetingState.Booked && meeting.StartsAt > at).Aggregate(next, (state, meeting) => state.Cancel(meeting));
    }

    private MentorshipState Put(Meeting meeting)
    {
        for (var i = 0; i < Meetings.Length; i++)
            if (Meetings[i].Id == meeting.Id) return this with { Meetings = Meetings.SetItem(i, meeting) };
        var surplus = Meetings.Count(each => !each.Counts) - MentoringLimits.EndedMeetingsKept;
        return this with { Meetings = [.. Meetings.Where(each => each.Counts || surplus-- <= 0), meeting] };
    }

    public void Check()
    {
        if (Policy is null) return;
        foreach (var meeting in Meetings)
        {
            if (!meeting.Counts) continue;
            if (Used(meeting.Year) > Policy.MeetingsPerYearMax) throw new InvariantException($"{Id:N} has more than {Policy.MeetingsPerYearMax} meetings in the training year {meeting.Year}.");
            if (!IsSigned) throw new InvariantException($"{Id:N} meets without two signatures.");
        }

        if (Mentor.Scheme != Mentee.Scheme) throw new InvariantException($"{Id:N} is a pair of two schemes.");
    }

    public void CheckWhole() => Check();

    public MentorshipView View(long version, DateTimeOffset now) => new(
        Id, Mentor, Mentee, Policy!, Zone, Since, EndedAt, Because, Signatures, IsSigned, Used(YearOf(now)),
        [.. Meetings.OrderBy(meeting => meeting.StartsAt).Select(meeting => meeting.View(Policy!))], Guidance, version, EndsOn);

    public SummaryRow ToSummary(string grain, long version) => new(
        grain, version, "mentorship", Mentor.Scheme ?? "", null, DueAt, $"{Mentor.Person} {Mentee.Person}", Policy is null
            ? "{}"u8.ToArray()
            : JsonSerializer.SerializeToUtf8Bytes(
                new MentorshipSummary(
                    Id, Mentor.Person, Mentee.Person, Since, EndedAt, IsSigned, HeldByMonth(), Meetings.Count(meeting => meeting.State == MeetingState.Booked),
                    Meetings.Where(meeting => meeting.State == MeetingState.Booked).Select(meeting => (DateTimeOffset?)meeting.StartsAt).Min()),
                MentorshipJson.Default.MentorshipSummary));

    private ImmutableDictionary<string, int> HeldByMonth() => Meetings
        .Where(meeting => meeting.State == MeetingState.Held)
        .GroupBy(meeting => ZonedDays.Day(meeting.StartsAt, Zone).ToString("yyyy-MM", CultureInfo.InvariantCulture))
        .ToImmutableDictionary(month => month.Key, month => month.Count());
}
