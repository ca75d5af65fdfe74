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
        : command.Mentor.Scheme != command.Mentee.Scheme ? new Refusal(SchemeMismatch, "The mentor and mentee must be in the same scheme.")
        : new MentorshipOpened(command.Id, command.Mentor, command.Mentee, command.Policy, command.Zone);

    /// <param name="agreement">The newest text of the scheme.</param>
    public static Decision Sign(MentorshipState pair, SignAgreement command, AgreementText agreement)
    {
        var subject = Subjects.Sign(command.Person, command.Version);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (NotOpenTo(pair, command.Person) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (command.Version != agreement.Version) return Refuse(command.Id, subject, new Refusal(AgreementOutdated, $"There is a new version of the agreement, version {agreement.Version}. Read it before you sign."));
        return new AgreementSigned(command.Id, command.Person, command.Version, agreement.Hash);
    }

    /// <summary>Owner of: signatures first, no meeting too long, and at most so many in a training year.</summary>
    public static Decision Book(MentorshipState pair, BookMeeting command, DateTimeOffset now)
    {
        var subject = Subjects.Book(command.StartsAt, command.Minutes);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (CannotMeet(pair, command.Person, command.StartsAt, command.Minutes, now, null) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (!IsRoom(command.Room)) return new Refusal(InvalidCommand, "The name of a video room must be impossible to guess.");
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
        if (pair.Of(command.Meeting)!.EndsAt > now) return Refuse(command.Id, subject, new Refusal(MeetingNotOver, "You can record the meeting after it has ended."));
        if (command.Minutes < 0 || command.Minutes > pair.Policy!.MinutesMax)
            return Refuse(command.Id, subject, new Refusal(MeetingTooLong, $"A meeting must be {pair.Policy!.MinutesMax} minutes or less. Enter 0 if someone did not attend."));
        return new MeetingRecorded(command.Id, command.Person, command.Meeting, command.Minutes);
    }

    public static Decision Tick(MentorshipState pair, TickGuidance command)
    {
        var subject = Subjects.Tick(command.Topic, command.Done);
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (NotOpenTo(pair, command.Person) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (!Enum.IsDefined(command.Topic)) return new Refusal(InvalidCommand, "Select a topic from the list.");
        return pair.Guidance.Any(item => item.Topic == command.Topic) == command.Done ? Decision.Nothing : new GuidanceTicked(command.Id, command.Topic, command.Done);
    }

    public static Decision End(MentorshipState pair, EndMentorship command)
    {
        if (pair.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.End);
        if (pair.Policy is null) return NoPair;
        if (command.Person.Length > 0 && !pair.IsOfThePair(command.Person)) return Refuse(command.Id, Subjects.End, NotYours);
        if (!Enum.IsDefined(command.Because)) return new Refusal(InvalidCommand, "Select a reason from the list.");
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
        if (now < opens) return new Refusal(RoomNotOpen, $"You can join {MentoringLimits.RoomOpensMinutes} minutes before the meeting.");
        if (now >= closes) return new Refusal(RoomClosed, $"The video room closed {MentoringLimits.RoomClosesMinutes} minutes after the meeting.");
        return new MeetingRoom(meeting.Room, opens, closes);
    }

    private static Refusal? CannotMeet(MentorshipState pair, string person, DateTimeOffset startsAt, int minutes, DateTimeOffset now, Guid? moved)
    {
        if (NotOpenTo(pair, person) is { } refusal) return refusal;
        if (!pair.IsSigned) return new Refusal(AgreementUnsigned, "You both need to sign the agreement before your first meeting.");
        if (minutes > pair.Policy!.MinutesMax) return new Refusal(MeetingTooLong, $"A meeting must be {pair.Policy.MinutesMax} minutes or less.");
        if (minutes < ProgrammePolicy.MinutesLeast) return new Refusal(MeetingTooShort, $"A meeting must be at least {ProgrammePolicy.MinutesLeast} minutes.");
        if (startsAt <= now) return new Refusal(MeetingInPast, "This time is in the past. Choose a later time.");
        if (startsAt >= pair.EndsAt) return new Refusal(MeetingAfterEnd, string.Create(CultureInfo.InvariantCulture, $"Your mentorship ends on {pair.EndsOn:dddd d MMMM yyyy}. Choose an earlier time."));
        if (startsAt > now.AddDays(MentoringLimits.DaysAheadMax)) return new Refusal(InvalidCommand, "You can book up to 1 year ahead. Choose an earlier time.");
        var year = pair.YearOf(startsAt);
        return pair.Used(year, moved) >= pair.Policy!.MeetingsPerYearMax
            ? new Refusal(MeetingsUsedUp, $"You have used or booked all {pair.Policy.MeetingsPerYearMax} meetings for the training year {year} to {year + 1}. If you cancel a meeting, you can book another.")
            : null;
    }

    private static Refusal? NotToChange(MentorshipState pair, string person, Guid meeting, DateTimeOffset now) =>
        NotKnownTo(pair, person, meeting)
        ?? (pair.Of(meeting)!.StartsAt <= now ? new Refusal(MeetingBegun, "The meeting has started. You can record it after it has ended.") : null);

    private static Refusal? NotKnownTo(MentorshipState pair, string person, Guid id) =>
        pair.Policy is null ? NoPair
        : !pair.IsOfThePair(person) ? NotYours
        : pair.Of(id) is not { } meeting ? new Refusal(MeetingUnknown, "We cannot find this meeting.")
        : meeting.IsOver ? new Refusal(MeetingEnded, "This meeting has already been cancelled or recorded.")
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

    public static readonly Refusal NoPair = new(MentorshipUnknown, "Mentorship not found. Check the link.");

    public static readonly Refusal Pending = new(MeetingPending, "A meeting is still being confirmed. Try again in a moment.");

    private static readonly Refusal NotYours = new(NotOfThePair, "Only the mentor and mentee can do this.");
}
