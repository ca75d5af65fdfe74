using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>What a mentor's room, calendar and ledger allow. Pure.</summary>
internal static class MentorRules
{
    public const string RequestIsOver = "This request is closed.";
    public const string PairHasEnded = "This mentorship has ended.";
    public const string TimeIsGivenBack = "This time has already been released.";

    private const int MinutesADay = 24 * 60;

    public static Decision Enrol(MentorState mentor, EnrolMentor command)
    {
        if (mentor.Answers.Of(command.Id) is not null || command.Revision <= mentor.Revision) return Decision.Nothing;
        if (MemberRules.Problem(command.Policy, command.Zone, command.Profile) is { } problem) return problem;
        return new MentorEnrolled(command.Id, command.Policy, command.Zone, command.Profile, command.HasLeft, command.Revision);
    }

    /// <summary>Owner of: the hours of the ledger, together with <see cref="TakeSlot"/>.</summary>
    public static Decision RecordHours(MentorState mentor, RecordHours command, DateTimeOffset now)
    {
        var subject = Subjects.Record(command.Kind, command.Day, command.Minutes);
        if (mentor.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (!mentor.IsEnrolled) return NoMentor;
        var today = ZonedDays.Day(now, mentor.Zone);
        if (!Enum.IsDefined(command.Kind) || command.Minutes is < 1 or > MinutesADay) return new Refusal(InvalidCommand, "Enter 1 to 1,440 minutes.");
        if (command.Day > today || command.Day < today.AddDays(-366)) return new Refusal(InvalidCommand, "Enter a date from the last year, up to today.");
        if (IsLedgerFull(mentor, TrainingYear.Of(command.Day, mentor.Policy!.YearStart), command.Minutes, null) is { } full) return Refuse(command.Id, subject, full);
        return new MentorHoursRecorded(command.Id, command.Kind, command.Day, command.Minutes);
    }

    public static Decision SetHours(MentorState mentor, SetHours command)
    {
        if (mentor.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.Hours);
        if (!mentor.IsEnrolled) return NoMentor;
        if (HoursRules.Problem(command.Hours) is { } problem) return problem;
        if (command.Hours.SlotMinutes > mentor.Policy!.MinutesMax) return new Refusal(HoursInvalid, $"The meeting length must be {mentor.Policy.MinutesMax} minutes or less.");
        return new MentorHoursSet(command.Id, command.Hours);
    }

    public static Decision Pause(MentorState mentor, PauseMentor command)
    {
        if (mentor.Answers.Of(command.Id) is { } answer) return answer.Repeated(command.Paused ? Subjects.Pause : Subjects.Resume);
        if (!mentor.IsEnrolled) return NoMentor;
        return command.Paused ? new PauseBegun(command.Id, command.Actor) : new PauseEnded(command.Id);
    }

    public static Decision Receive(MentorState mentor, ReceiveRequest command)
    {
        var subject = Subjects.Request(command.Mentee);
        if (mentor.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (CannotTake(mentor) is { } refusal) return Refuse(command.Id, subject, refusal);
        if (mentor.Inbox.Length >= MentoringLimits.InboxMax) return Refuse(command.Id, subject, new Refusal(InboxFull, "This mentor has too many requests to answer. Choose another mentor."));
        return new RequestReceived(command.Id, command.Mentee, command.Rank, command.Until);
    }

    public static Decision CloseRequest(MentorState mentor, CloseRequest command)
    {
        var open = mentor.Inbox.Any(request => request.Id == command.Id);
        if (!open && mentor.Answers.Of(command.Id) is not null) return Decision.Nothing;
        var over = new RequestOver(command.Id, command.Because);
        var inactive = open && command.Because == RequestState.Expired && mentor.PausedBy.Length == 0 && mentor.Unanswered + 1 >= MentoringLimits.UnansweredMost;
        return inactive ? new Decision([over, new PauseBegun(Derived.Id("inactive", command.Id.ToString()), AggregateGrain<MentorState>.System)], null) : over;
    }

    /// <summary>Owner of: at most so many mentees at a time.</summary>
    public static Decision TakeMentee(MentorState mentor, TakeMentee command)
    {
        var subject = Subjects.Mentee(command.Mentee);
        if (mentor.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (mentor.Capacity.Claims.ContainsKey(command.Id)) return Refuse(command.Id, subject, new(MentorshipEnded, PairHasEnded));
        if (CannotTake(mentor) is { } refusal) return Refuse(command.Id, subject, refusal);
        return new MenteeTaken(command.Id, command.Mentee);
    }

    public static Decision ReleaseMentee(MentorState mentor, ReleaseMentee command) =>
        !mentor.Mentors(command.Id) && mentor.Answers.Of(command.Id) is not null ? Decision.Nothing : new MenteeLeft(command.Id);

    /// <summary>Owner of: one meeting at a time, offered times only, training first, and the hours of the ledger.</summary>
    public static Decision TakeSlot(MentorState mentor, TakeSlot command, DateTimeOffset now)
    {
        var subject = Subjects.Time(command.Mentorship, command.StartsAt, command.Minutes);
        if (mentor.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (CannotMeet(mentor, command, now) is { } refusal) return Refuse(command.Id, subject, refusal);
        return new TimeTaken(command.Id, command.Mentorship, command.StartsAt, command.Minutes, command.Replaces);
    }

    /// <summary>Owner of: the hours of the ledger. A meeting that ran on counts for as long as the ledger has room; how long it was stands with the pair.</summary>
    public static Decision EndSlot(MentorState mentor, EndSlot command)
    {
        if (mentor.SlotOf(command.Id) is not { } slot) return mentor.Answers.Of(command.Id) is null ? new TimeEnded(command.Id, command.Minutes) : Decision.Nothing;
        return new TimeEnded(command.Id, command.Minutes is { } minutes ? Math.Min(minutes, MinutesLeft(mentor, slot)) : command.Minutes);
    }

    /// <summary>What stands in the way of a new meeting.</summary>
    /// <param name="except">A slot that does not, because it is given back.</param>
    public static ImmutableArray<TakenTime> Taken(MentorState mentor, Guid? except) =>
        [.. mentor.Slots.Where(slot => slot.Id != except).Select(slot => new TakenTime(slot.StartsAt, slot.EndsAt))];

    private static Refusal? CannotTake(MentorState mentor) =>
        !mentor.IsEnrolled || mentor.HasLeft ? NoMentor
        : mentor.PausedBy.Length > 0 ? new Refusal(MentorPaused, "This mentor isn't taking new mentees at the moment. Choose another mentor.")
        : mentor.Room == 0 ? new Refusal(MentorFull, $"This mentor already has {mentor.MenteeCount} mentees, which is the maximum. Choose another mentor.")
        : null;

    private static Refusal? CannotMeet(MentorState mentor, TakeSlot command, DateTimeOffset now)
    {
        if (!mentor.IsEnrolled) return NoMentor;
        if (!mentor.Mentors(command.Mentorship)) return new Refusal(MentorshipUnknown, "This person is not the mentor in this mentorship.");
        if (mentor.TrainedOn is null) return new Refusal(MentorNotTrained, "The mentor must record their mentor training before the first meeting.");
        if (mentor.Hours is not { } hours) return new Refusal(SlotNotOffered, "The mentor has not set their availability yet.");
        return SlotRules.NotFree(hours, Taken(mentor, command.Replaces), now, command.StartsAt, command.Minutes)
            ?? IsLedgerFull(mentor, mentor.YearOf(command.StartsAt), command.Minutes, command.Replaces);
    }

    /// <summary>A meeting may still be moved where the limit was lowered below what is planned.</summary>
    private static Refusal? IsLedgerFull(MentorState mentor, int year, int minutes, Guid? except)
    {
        var most = mentor.Policy!.HoursPerYearMax * 60;
        var used = mentor.Ledger.In(year).Used;
        return used + mentor.Planned(year, except) + minutes <= Math.Max(most, used + mentor.Planned(year))
            ? null
            : new Refusal(LedgerFull, $"The mentor's {mentor.Policy.HoursPerYearMax} hours for the training year {year} are used or booked.");
    }

    private static int MinutesLeft(MentorState mentor, Slot slot) =>
        Math.Max(0, mentor.Policy!.HoursPerYearMax * 60 - mentor.Ledger.In(slot.Year).Used - mentor.Planned(slot.Year, slot.Id));

    private static Decision Refuse(Guid id, string subject, Refusal refusal) =>
        Decision.Refused(refusal, new MentorRefused(id, subject, refusal.Code, refusal.Detail));

    private static readonly Refusal NoMentor = new(MentorUnknown, "This person is not a mentor in this scheme.");
}
