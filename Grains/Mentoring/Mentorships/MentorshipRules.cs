using System.Collections.Immutable;
using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>What a pair may do. Pure. Refusals of commands are recorded, so that a repeat gets the same answer.</summary>
internal static class MentorshipRules
{
    /// <summary>Owner of: mentor and mentee belong to one scheme.</summary>
    public static Decision Open(MentorshipState pair, OpenMentorship command) =>
        pair.Policy is not null ? Decision.Nothing
        : command.Mentor.Scheme != command.Mentee.Scheme ? new Refusal(SchemeMismatch, "Mentor and mentee belong to one scheme.")
        : new MentorshipOpened(command.Id, command.Mentor, command.Mentee, command.Policy, command.Zone);

    /// <param name="agreement">The newest text of the scheme.</param>
    public static Decision Sign(MentorshipState pair, SignAgreement command, AgreementText agreement)
    {
        var subject = Subjects.Sign(command.Person, command.Version);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (NotOpenTo(pair, command.Person) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (command.Version != agreement.Version) return Refuse(command.Id, subject, new Refusal(AgreementOutdated, $"Version {agreement.Version} of the agreement has been published. Read it, then sign."));
        return new AgreementSigned(command.Id, command.Person, command.Version, agreement.Hash);
    }

    /// <summary>Owner of: signatures first, no meeting too long, and at most so many in a training year.</summary>
    public static Decision Book(MentorshipState pair, BookMeeting command, DateTimeOffset now)
    {
        var subject = Subjects.Book(command.StartsAt, command.Minutes);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (CannotMeet(pair, command.Person, command.StartsAt, command.Minutes, now, null) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (!IsRoom(command.Room)) return new Refusal(InvalidCommand, "A video room has an unguessable name.");
        return new MeetingAsked(command.Id, command.Person, command.Id, command.StartsAt, command.Minutes, false, command.Room);
    }

    public static Decision Move(MentorshipState pair, MoveMeeting command, DateTimeOffset now)
    {
        var subject = Subjects.Move(command.Meeting, command.StartsAt, command.Minutes);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (NotToChange(pair, command.Person, command.Meeting, now) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (CannotMeet(pair, command.Person, command.StartsAt, command.Minutes, now, command.Meeting) is { } cannot) return Refuse(command.Id, subject, cannot);
        return new MeetingAsked(command.Id, command.Person, command.Meeting, command.StartsAt, command.Minutes, true, "");
    }

    public static Decision Cancel(MentorshipState pair, CancelMeeting command, DateTimeOffset now)
    {
        var subject = Subjects.Cancel(command.Meeting);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (NotToChange(pair, command.Person, command.Meeting, now) is { } refusal) return Refuse(command.Id, subject, refusal);
        return new MeetingCancelled(command.Id, command.Person, command.Meeting);
    }

    public static Decision Record(MentorshipState pair, RecordMeeting command, DateTimeOffset now)
    {
        var subject = Subjects.Held(command.Meeting, command.Minutes);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (NotKnownTo(pair, command.Person, command.Meeting) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (pair.Of(command.Meeting)!.EndsAt > now) return Refuse(command.Id, subject, new Refusal(MeetingNotOver, "Record the meeting when it is over."));
        if (command.Minutes < 0 || command.Minutes > pair.Policy!.MinutesMax)
            return Refuse(command.Id, subject, new Refusal(MeetingTooLong, $"A meeting lasts {pair.Policy!.MinutesMax} minutes at most; 0 says that somebody did not come."));
        return new MeetingRecorded(command.Id, command.Person, command.Meeting, command.Minutes);
    }

    public static Decision Tick(MentorshipState pair, TickGuidance command)
    {
        var subject = Subjects.Tick(command.Topic, command.Done);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (NotOpenTo(pair, command.Person) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (!Enum.IsDefined(command.Topic)) return new Refusal(InvalidCommand, "There is no such topic.");
        return pair.Guidance.Any(item => item.Topic == command.Topic) == command.Done ? Decision.Nothing : new GuidanceTicked(command.Id, command.Topic, command.Done);
    }

    public static Decision End(MentorshipState pair, EndMentorship command)
    {
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.End);
        if (pair.Policy is null) return NoPair;
        if (command.Person.Length > 0 && !pair.IsOfThePair(command.Person)) return Refuse(command.Id, Subjects.End, NotYours);
        if (!Enum.IsDefined(command.Because)) return new Refusal(InvalidCommand, "There is no such reason.");
        if (pair.Ask is not null) return Pending;
        return pair.EndedAt is not null ? Decision.Nothing : new MentorshipOver(command.Id, command.Because);
    }

    /// <summary>Meetings of which both are to be reminded by now, those that are over and were not recorded, and the pair's own end with its training year.</summary>
    public static ImmutableArray<Change> Lapse(MentorshipState pair, DateTimeOffset now)
    {
        var changes = ImmutableArray<Change>.Empty;
        foreach (var meeting in pair.Meetings)
        {
            if (pair.ReminderOf(meeting) <= now) changes = changes.Add(new MeetingNear(meeting.Id, meeting.StartsAt));
            if (pair.NudgeOf(meeting) <= now) changes = changes.Add(new MeetingUnrecorded(meeting.Id));
        }

        return pair.EndsAt <= now && pair.Ask is null ? changes.Add(new MentorshipOver(Derived.Id("year-over", pair.Id.ToString("N")), Ending.YearOver)) : changes;
    }

    public static Outcome<MeetingRoom> Room(MentorshipState pair, Guid id, string person, DateTimeOffset now)
    {
        if (NotKnownTo(pair, person, id) is { } refusal) return refusal;
        var meeting = pair.Of(id)!;
        var (opens, closes) = (meeting.StartsAt.AddMinutes(-MentoringLimits.RoomOpensMinutes), meeting.EndsAt.AddMinutes(MentoringLimits.RoomClosesMinutes));
        if (now < opens) return new Refusal(RoomNotOpen, $"The room opens {MentoringLimits.RoomOpensMinutes} minutes before the meeting.");
        if (now >= closes) return new Refusal(RoomClosed, $"The room closed {MentoringLimits.RoomClosesMinutes} minutes after the meeting.");
        return new MeetingRoom(meeting.Room, opens, closes);
    }

    private static Refusal? CannotMeet(MentorshipState pair, string person, DateTimeOffset startsAt, int minutes, DateTimeOffset now, Guid? moved)
    {
        if (NotOpenTo(pair, person) is { } refusal) return refusal;
        if (!pair.IsSigned) return new Refusal(AgreementUnsigned, "Both sign the same agreement before the first meeting.");
        if (minutes > pair.Policy!.MinutesMax) return new Refusal(MeetingTooLong, $"A meeting lasts {pair.Policy.MinutesMax} minutes at most.");
        if (minutes < ProgrammePolicy.MinutesLeast) return new Refusal(MeetingTooShort, $"A meeting lasts {ProgrammePolicy.MinutesLeast} minutes at least.");
        if (startsAt <= now) return new Refusal(MeetingInPast, "This time is past.");
        if (startsAt >= pair.EndsAt) return new Refusal(MeetingAfterEnd, string.Create(CultureInfo.InvariantCulture, $"Your mentorship ends with the training year, on {pair.EndsOn:d MMMM yyyy}. Choose an earlier time."));
        if (startsAt > now.AddDays(MentoringLimits.DaysAheadMax)) return new Refusal(InvalidCommand, "A meeting is booked within a year.");
        var year = pair.YearOf(startsAt);
        return pair.Used(year, moved) >= pair.Policy!.MeetingsPerYearMax
            ? new Refusal(MeetingsUsedUp, $"All {pair.Policy.MeetingsPerYearMax} meetings of the training year {year} to {year + 1} are used or booked. A cancelled one can be used again.")
            : null;
    }

    private static Refusal? NotToChange(MentorshipState pair, string person, Guid meeting, DateTimeOffset now) =>
        NotKnownTo(pair, person, meeting)
        ?? (pair.Of(meeting)!.StartsAt <= now ? new Refusal(MeetingBegun, "The meeting has begun. Record it when it is over.") : null);

    private static Refusal? NotKnownTo(MentorshipState pair, string person, Guid id) =>
        pair.Policy is null ? NoPair
        : !pair.IsOfThePair(person) ? NotYours
        : pair.Of(id) is not { } meeting ? new Refusal(MeetingUnknown, "There is no such meeting of this pair.")
        : meeting.IsOver ? new Refusal(MeetingEnded, "This meeting was cancelled or recorded before.")
        : meeting.State == MeetingState.Asked ? Pending
        : null;

    private static Refusal? NotOpenTo(MentorshipState pair, string person) =>
        pair.Policy is null ? NoPair
        : !pair.IsOfThePair(person) ? NotYours
        : pair.EndedAt is not null ? new Refusal(MentorshipEnded, "This mentorship has ended.")
        : pair.Ask is not null ? Pending
        : null;

    private static bool IsRoom(string? room) =>
        room is { Length: >= MentoringLimits.RoomCharactersMin and <= MentoringLimits.RoomCharactersMax } && room.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));

    /// <summary>What may be otherwise in a moment is not recorded: the same command may be put again.</summary>
    private static Decision Refuse(Guid id, string subject, Refusal refusal) =>
        refusal.Code is MeetingPending or MentorshipUnknown
            ? refusal
            : Decision.Refused(refusal, new MentorshipRefused(id, subject, refusal.Code, refusal.Detail));

    public static readonly Refusal NoPair = new(MentorshipUnknown, "There is no such mentorship.");

    public static readonly Refusal Pending = new(MeetingPending, "A time is still being asked for. Try again in a moment.");

    private static readonly Refusal NotYours = new(NotOfThePair, "Only the mentor and the mentee of this pair can do that.");
}
