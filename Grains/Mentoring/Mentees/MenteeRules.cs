using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>Whom a mentee asks, and who may accept. Pure.</summary>
internal static class MenteeRules
{
    public static Decision Enrol(MenteeState mentee, EnrolMentee command)
    {
        if (mentee.Answers.Of(command.Id) is not null || command.Revision <= mentee.Revision) return Decision.Nothing;
        if (MemberRules.Problem(command.Policy, command.Zone, command.Profile) is { } problem) return problem;
        return new MenteeEnrolled(command.Id, command.Policy, command.Zone, command.Profile, command.HasLeft, command.Revision);
    }

    public static Decision Choose(MenteeState mentee, ChooseMentors command)
    {
        if (mentee.Answers.Of(command.Id) is { } answer) return answer.Repeated(Subjects.Choose);
        if (CannotChoose(mentee, command.Mentors) is { } refusal) return Refuse(command.Id, Subjects.Choose, refusal);
        return new MentorsChosen(command.Id, [.. command.Mentors.Select(mentor => new ChosenMentor(Derived.Id("request", command.Id.ToString(), mentor.Person), mentor.Person))]);
    }

    /// <summary>Owner of: the first acceptance wins, and one mentor at a time.</summary>
    public static Decision Answer(MenteeState mentee, AnswerRequest command)
    {
        var subject = Subjects.Reply(command.Request, command.Accept);
        if (mentee.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (!mentee.IsEnrolled) return NoMentee;
        if (mentee.Of(command.Request) is not { } choice || choice.Mentor != command.Mentor) return Refuse(command.Id, subject, new Refusal(RequestUnknown, "We cannot find this request. It may have been withdrawn."));
        if (choice.IsOver) return Refuse(command.Id, subject, mentee.Mentorship is not null && choice.State == RequestState.Closed ? Matched : new Refusal(RequestClosed, "This request is closed. It has been answered, withdrawn or has expired."));
        if (mentee.Ask is not null) return Pending;
        return command.Accept ? new MatchAsked(command.Id, command.Mentor, command.Mentor, command.Request, subject) : new RequestDeclined(command.Id, command.Request);
    }

    /// <summary>Owner of: one mentor at a time, also where the lead chooses.</summary>
    public static Decision Assign(MenteeState mentee, AssignMentor command)
    {
        var subject = Subjects.Assign(command.Mentor.Person);
        if (mentee.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (CannotBeMatched(mentee, command.Mentor) is { } refusal) return refusal.Code == MatchPending ? refusal : Refuse(command.Id, subject, refusal);
        return new MatchAsked(command.Id, command.Actor, command.Mentor.Person, mentee.Choices.FirstOrDefault(choice => !choice.IsOver && choice.Mentor == command.Mentor.Person)?.Request, subject);
    }

    public static Decision End(MenteeState mentee, Guid mentorship) => mentee.Mentorship == mentorship ? new PairEnded(mentorship) : Decision.Nothing;

    /// <summary>Requests that nobody answered in time, and those for which little of it is left.</summary>
    public static ImmutableArray<Change> Lapse(MenteeState mentee, DateTimeOffset now)
    {
        var changes = ImmutableArray<Change>.Empty;
        foreach (var choice in mentee.Choices)
        {
            if (choice.State != RequestState.Open || choice.Request == mentee.Ask?.Request) continue;
            if (choice.Until <= now) changes = changes.Add(new RequestEnded(choice.Request, RequestState.Expired, ""));
            else if (mentee.NudgeOf(choice) <= now) changes = changes.Add(new RequestNear(choice.Request));
        }

        return changes;
    }

    /// <summary>Owner of: at most so many requests open. The next choices are asked as those before them end.</summary>
    public static ImmutableArray<Change> Follow(MenteeState mentee, DateTimeOffset now)
    {
        if (mentee.Policy is not { } policy || mentee.HasLeft || mentee.Mentorship is not null || mentee.Ask is not null) return [];
        var room = policy.OpenRequestsMax - mentee.Waiting;
        var changes = ImmutableArray<Change>.Empty;
        foreach (var choice in mentee.Choices)
        {
            if (room <= 0) break;
            if (choice.State != RequestState.Queued) continue;
            changes = changes.Add(new RequestSent(choice.Request, now.AddDays(policy.AnswerDays)));
            room--;
        }

        return changes;
    }

    private static Refusal? CannotChoose(MenteeState mentee, ImmutableArray<MemberId> mentors) =>
        !mentee.IsEnrolled || mentee.HasLeft ? NoMentee
        : mentee.Mentorship is not null ? Matched
        : mentors.IsDefault || mentors.Distinct().Count() != mentors.Length ? new Refusal(InvalidCommand, "You can only choose each mentor once.")
        : mentors.Length > MentoringLimits.ChoicesMax ? new Refusal(ChoicesTooMany, $"You can choose up to {MentoringLimits.ChoicesMax} mentors.")
        : mentors.Any(mentor => mentor.Scheme != mentee.Id.Scheme) ? OtherScheme
        : mentors.Any(mentor => mentor.Person == mentee.Id.Person) ? new Refusal(InvalidCommand, "You cannot choose yourself as a mentor.")
        : null;

    private static Refusal? CannotBeMatched(MenteeState mentee, MemberId mentor) =>
        !mentee.IsEnrolled || mentee.HasLeft ? NoMentee
        : mentor.Scheme != mentee.Id.Scheme ? OtherScheme
        : mentor.Person == mentee.Id.Person ? new Refusal(InvalidCommand, "You cannot choose yourself as a mentor.")
        : mentee.Mentorship is not null ? Matched
        : mentee.Ask is not null ? Pending
        : null;

    private static Decision Refuse(Guid id, string subject, Refusal refusal) =>
        Decision.Refused(refusal, new MenteeRefused(id, subject, refusal.Code, refusal.Detail));

    public static readonly Refusal NoMentee = new(MenteeUnknown, "This person is not a mentee in this scheme.");

    public static readonly Refusal Pending = new(MatchPending, "A match is in progress. Try again in a moment.");

    private static readonly Refusal Matched = new(MenteeMatched, "This mentee already has a mentor.");

    private static readonly Refusal OtherScheme = new(SchemeMismatch, "The mentor and mentee must be in the same scheme.");
}
