using System.Collections.Immutable;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>A mentor: the fold of its changes.</summary>
internal sealed record MentorState : IJournaledState<MentorState>
{
    /// <summary>The pool that each mentorship takes one unit of.</summary>
    public static readonly PoolSet AMentee = PoolSet.Of(0);

    private static readonly TimeSpan LongestSlot = TimeSpan.FromHours(3);

    public required MemberId Id { get; init; }

    /// <summary>Null before the scheme has enrolled them.</summary>
    public ProgrammePolicy? Policy { get; init; }

    public string Zone { get; init; } = "";

    public MemberProfile Profile { get; init; } = MemberProfile.Empty;

    /// <summary>Of the scheme's enrolment; an older one that comes late changes nothing.</summary>
    public long Revision { get; init; }

    public bool HasLeft { get; init; }

    /// <summary>Who paused them; empty while they are not paused.</summary>
    public string PausedBy { get; init; } = "";

    /// <summary>Requests in a row that ran out of time.</summary>
    public int Unanswered { get; init; }

    public DateOnly? TrainedOn { get; init; }

    public MentorHours? Hours { get; init; }

    public ImmutableArray<InboxRequest> Inbox { get; init; } = [];

    /// <summary>One pool, the mentees. Its capacity is the programme's limit, or what was taken when that was lowered; a claim's id is the mentorship's.</summary>
    public Allocation Capacity { get; init; } = Allocation.Of([0], lines: 1);

    public IEnumerable<Mentored> Mentees => Capacity.Claims.Values
        .Where(claim => claim.IsOpen).OrderBy(claim => claim.Order).Select(claim => new Mentored(claim.Id, claim.Holder, claim.Since));

    /// <summary>Times taken, by their start.</summary>
    public ImmutableArray<Slot> Slots { get; init; } = [];

    public ImmutableArray<LedgerYear> Ledger { get; init; } = [];

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    public DateTimeOffset LastAt { get; init; }

    public bool IsEnrolled => Policy is not null;

    /// <summary>How many more mentees could be taken now.</summary>
    public int Room => Policy is null || HasLeft || PausedBy.Length > 0 ? 0 : Math.Max(0, Policy.MenteesMax - MenteeCount);

    public int MenteeCount => Capacity.Taken[0];

    public DateTimeOffset? DueAt => null;

    public static ChangeSet Changes => MentorChanges.All;

    public static MentorState Empty(string key) => new() { Id = MemberId.OfKey(key, GrainKeys.MentorPrefix) };

    public MentorState Apply(Change change, DateTimeOffset at) => (this with { LastAt = at, Answers = Answers.At(at) }).Fold(change, at);

    private MentorState Fold(Change change, DateTimeOffset at) => change switch
    {
        MentorEnrolled x => this with
        {
            Policy = x.Policy,
            Zone = x.Zone,
            Profile = x.Profile,
            HasLeft = x.HasLeft,
            Revision = x.Revision,
            Capacity = Capacity.Resize(AMentee, Math.Max(x.Policy.MenteesMax, MenteeCount)),
            Answers = Answers.With(x.Command, Subjects.Enrol),
        },
        MentorHoursSet x => this with { Hours = x.Hours, Answers = Answers.With(x.Command, Subjects.Hours) },
        MentorHoursRecorded x => Record(x),
        PauseBegun x => this with { PausedBy = x.By, Answers = Answers.With(x.Command, Subjects.Pause) },
        PauseEnded x => this with { PausedBy = "", Unanswered = 0, Answers = Answers.With(x.Command, Subjects.Resume) },
        RequestReceived x => this with
        {
            Inbox = Inbox.Add(new InboxRequest(x.Request, x.Mentee, x.Rank, x.Until)),
            Answers = Answers.With(x.Request, Subjects.Request(x.Mentee)),
        },
        RequestOver x => Close(x),
        MenteeTaken x => this with { Capacity = Capacity.Add(x.Mentorship, x.Mentee, 0, AMentee, ClaimState.Confirmed, at), Answers = Answers.With(x.Mentorship, Subjects.Mentee(x.Mentee)) },
        MenteeLeft x => Leave(x.Mentorship, at),
        TimeTaken x => Take(x),
        TimeEnded x => End(x),
        MentorRefused x => this with { Answers = Answers.With(x.Id, x.Subject, x.Code, x.Detail) },
        _ => throw new InvalidDataException($"{Id} cannot take a {change.GetType().Name}."),
    };

    public Slot? SlotOf(Guid id)
    {
        foreach (var slot in Slots)
            if (slot.Id == id) return slot;
        return null;
    }

    public bool Mentors(Guid mentorship) => Capacity.Claims.TryGetValue(mentorship, out var claim) && claim.IsOpen;

    public int YearOf(DateTimeOffset at) => ZonedDays.TrainingYearOf(at, Zone, Policy!.YearStart);

    /// <summary>Minutes of booked meetings in a training year.</summary>
    /// <param name="except">A slot that is given back next, or null.</param>
    public int Planned(int year, Guid? except = null)
    {
        var minutes = 0;
        foreach (var slot in Slots)
            if (slot.Year == year && slot.Id != except) minutes += slot.Minutes;
        return minutes;
    }

    private MentorState Record(MentorHoursRecorded change)
    {
        var year = Ledger.In(TrainingYear.Of(change.Day, Policy!.YearStart));
        var next = change.Kind == HoursKind.Training ? year with { Training = year.Training + change.Minutes } : year with { Preparation = year.Preparation + change.Minutes };
        return this with
        {
            Ledger = Ledger.With(next),
            TrainedOn = change.Kind == HoursKind.Training ? TrainedOn ?? change.Day : TrainedOn,
            Answers = Answers.With(change.Command, Subjects.Record(change.Kind, change.Day, change.Minutes)),
        };
    }

    private MentorState Close(RequestOver change)
    {
        var known = Inbox.Any(request => request.Id == change.Request);
        return this with
        {
            Inbox = known ? Inbox.RemoveAll(request => request.Id == change.Request) : Inbox,
            Unanswered = change.Because switch { RequestState.Expired => Unanswered + 1, RequestState.Accepted or RequestState.Declined => 0, _ => Unanswered },
            Answers = known ? Answers : Answers.With(change.Request, Subjects.Over, RefusalCodes.RequestClosed, MentorRules.RequestIsOver),
        };
    }

    private MentorState Leave(Guid mentorship, DateTimeOffset at)
    {
        if (!Mentors(mentorship)) return this with { Answers = Answers.With(mentorship, Subjects.Over, RefusalCodes.MentorshipEnded, MentorRules.PairHasEnded) };
        var left = Capacity.Move(mentorship, ClaimState.Released, at);
        return this with { Capacity = left.Resize(AMentee, Math.Max(Policy!.MenteesMax, left.Taken[0])) };
    }

    private MentorState Take(TimeTaken change)
    {
        var slot = new Slot(change.Slot, change.Mentorship, change.StartsAt, change.Minutes, YearOf(change.StartsAt), change.Replaces);
        var at = 0;
        while (at < Slots.Length && Slots[at].StartsAt <= slot.StartsAt) at++;
        return this with { Slots = Slots.Insert(at, slot), Answers = Answers.With(slot.Id, Subjects.Time(change.Mentorship, change.StartsAt, change.Minutes)) };
    }

    private MentorState End(TimeEnded change)
    {
        if (SlotOf(change.Slot) is not { } slot) return this with { Answers = Answers.With(change.Slot, Subjects.Over, RefusalCodes.SlotReleased, MentorRules.TimeIsGivenBack) };
        var year = Ledger.In(slot.Year);
        return this with
        {
            Slots = Slots.Remove(slot),
            Ledger = change.Minutes is { } minutes ? Ledger.With(year with { Held = year.Held + minutes }) : Ledger,
        };
    }

    public void Check()
    {
        Capacity.Check(Id.ToString());
        for (var i = 1; i < Slots.Length; i++)
        {
            for (var j = i - 1; j >= 0 && Slots[i].StartsAt - Slots[j].StartsAt < LongestSlot; j--)
            {
                if (Slots[i].Overlaps(Slots[j]) && Slots[i].Replaces != Slots[j].Id && Slots[j].Replaces != Slots[i].Id)
                    throw new InvariantException($"{Id} would be in two meetings at {Slots[i].StartsAt:u}.");
            }
        }
    }

    public void CheckWhole()
    {
        Capacity.CheckWhole(Id.ToString());
        Check();
    }

    public MentorView View(long version, DateTimeOffset now) => new(
        Id, Policy!, Profile, Room, PausedBy, HasLeft, TrainedOn, Hours, [.. Mentees], Inbox, LedgerIn(YearOf(now)), version);

    public LedgerView LedgerIn(int year)
    {
        var on = Ledger.In(year);
        return new LedgerView(year, on.Training, on.Preparation, on.Held, Planned(year), Policy!.HoursPerYearMax * 60);
    }

    public SummaryRow ToSummary(string grain, long version) => new(
        grain, version, "mentor", Id.Scheme, null, null, Id.Person, Policy is null
            ? "{}"u8.ToArray()
            : JsonSerializer.SerializeToUtf8Bytes(
                new MentorSummary(Id.Person, Room, MenteeCount, PausedBy, HasLeft, TrainedOn, Hours is not null, Profile, Inbox.Length, LedgerIn(YearOf(LastAt))),
                MentorJson.Default.MentorSummary));
}
