using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Notices;

namespace OutreachSilo.Mentoring;

/// <summary>A notice to one of two members, in the zone of whoever reads it.</summary>
internal abstract record MemberRule<TState>(string Kind, Party Party, string Template) : NoticeRule<TState>(Kind, Party, Template)
    where TState : class, IJournaledState<TState>
{
    public override async ValueTask<Notice?> ByNow(Notice notice, string key, PastStates states, CancellationToken cancellationToken)
    {
        var isReminder = NoticeTemplates.Reminders.Contains(Template);
        if (isReminder && !Stands(notice, await states.Of<TState>().Latest(key, cancellationToken))) return null;
        return await ((MemberNotice)notice).InOwnZone(states, cancellationToken);
    }

    /// <summary>Whether there is still something to be reminded of.</summary>
    protected virtual bool Stands(Notice reminder, TState latest) => true;
}

/// <summary>Of the mentee's side of a request.</summary>
/// <param name="Concerns">A request that the change has changed, after it.</param>
internal sealed record RequestRule(string Kind, Party Party, string Template, Func<Choice, bool> Concerns)
    : MemberRule<MenteeState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MenteeState> told) =>
        told.After.Choices.Where(choice => told.Before.Of(choice.Request) != choice && Concerns(choice)).Select(choice => To(told, choice));

    protected override bool Stands(Notice reminder, MenteeState latest) => reminder is RequestNotice request
        && latest.Choices.Any(choice => choice.State == RequestState.Open && choice.Mentor == request.To.Person);

    private RequestNotice To(Told<MenteeState> told, Choice choice)
    {
        var (mentee, mentor) = (told.After.Id, told.After.Id with { Person = choice.Mentor });
        var (to, other) = Party == Party.Mentor ? (mentor, mentee) : (mentee, mentor);
        var key = $"request/{choice.Request:N}/{told.Row.Entry.Kind}/{Party}";
        return new RequestNotice(key, told.At, Party, Template, to, other.Person, told.After.Zone, choice.Until);
    }
}

/// <summary>A request has gone from the mentor's inbox. One that never came is told to nobody.</summary>
/// <param name="Because">What it came to.</param>
internal sealed record InboxRule(string Kind, Party Party, string Template, RequestState Because)
    : MemberRule<MentorState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MentorState> told) => told.Change is RequestOver over && over.Because == Because
        ? told.Before.Inbox.Where(request => request.Id == over.Request).Select(request => To(told, request.Id, request.Mentee))
        : [];

    private RequestNotice To(Told<MentorState> told, Guid request, string mentee) => new(
        $"request/{request:N}/{told.Row.Entry.Kind}/{Party}", told.At, Party, Template, told.After.Id, mentee, told.After.Zone, null);
}

/// <summary>A mentor was paused for leaving requests unanswered; nobody is told who paused themselves, or was paused by the lead.</summary>
internal sealed record PauseRule(string Kind, Party Party, string Template) : NoticeRule<MentorState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MentorState> told) => told.After.PausedBy == AggregateGrain<MentorState>.System
        ? [new MentorNotice(Derived.Id("pause", told.Key(Party)).ToString("N"), told.At, Party, Template, told.After.Id)]
        : [];
}

/// <param name="Concerns">The pair after the change, and who of it would be told.</param>
internal sealed record PairRule(string Kind, Party Party, string Template, Func<MentorshipState, MemberId, bool> Concerns)
    : MemberRule<MentorshipState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MentorshipState> told)
    {
        var (to, other) = told.After.Sides(Party);
        return Concerns(told.After, to)
            ? [new PairNotice(told.Key(Party), told.At, Party, Template, to, other.Person, told.After.Zone, told.After.Id)]
            : [];
    }
}

/// <param name="Concerns">A meeting that the change has changed, after it.</param>
internal sealed record MeetingRule(string Kind, Party Party, string Template, Func<Meeting, bool> Concerns)
    : MemberRule<MentorshipState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MentorshipState> told) => told.After.Meetings
        .Where(meeting => told.Before.Of(meeting.Id) != meeting && Concerns(meeting)).Select(meeting => To(told, meeting));

    protected override bool Stands(Notice reminder, MentorshipState latest) => reminder is MeetingNotice { Meeting: var noticed }
        && latest.Of(noticed.Id) is { State: MeetingState.Booked } meeting && meeting.StartsAt == noticed.StartsAt;

    private MeetingNotice To(Told<MentorshipState> told, Meeting meeting)
    {
        var (to, other) = told.After.Sides(Party);
        var stands = meeting.State == MeetingState.Booked;
        var noticed = new NoticedMeeting(meeting.Id, meeting.StartsAt, meeting.Minutes, meeting.Sequence, stands);
        var key = $"{told.Key(Party)}/{meeting.Id:N}";
        return new MeetingNotice(key, told.At, Party, Template, to, other.Person, told.After.Zone, told.After.Id, noticed);
    }
}

internal static class PairSides
{
    /// <summary>Who is told, and the other one.</summary>
    public static (MemberId To, MemberId Other) Sides(this MentorshipState pair, Party party) =>
        party == Party.Mentor ? (pair.Mentor, pair.Mentee) : (pair.Mentee, pair.Mentor);
}
