using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>A line of the table: of changes of this kind, this party gets this mail.</summary>
internal abstract record NoticeRule(string Kind, Party Party, string Template);

internal abstract record NoticeRule<TState>(string Kind, Party Party, string Template) : NoticeRule(Kind, Party, Template)
{
    public abstract IEnumerable<Notice> Of(Told<TState> told);
}

/// <param name="Concerns">The place's state after the change; a line without a place concerns every open one.</param>
internal sealed record WeekRule(string Kind, Party Party, string Template, Func<Place, bool> Concerns) : NoticeRule<TasterWeekState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<TasterWeekState> told)
    {
        var places = Concerned(told.Change, told.After).Where(Concerns).ToList();
        return Party == Party.Person ? places.Select(place => To(told, place)) : places.Count > 0 ? [To(told, null)] : [];
    }

    private static IEnumerable<Place> Concerned(Change change, TasterWeekState week) => change switch
    {
        PlaceConfirmed x => [week.Places[x.Place]],
        OfferAccepted x => [week.Places[x.Place]],
        PlaceOffered x => [week.Places[x.Place]],
        PlaceExpired x => [week.Places[x.Place]],
        PlaceWithdrawn x => [week.Places[x.Place]],
        BookingStopped => week.OpenPlaces.OrderBy(place => place.Order),
        _ => [],
    };

    private WeekNotice To(Told<TasterWeekState> told, Place? place)
    {
        var (key, week) = (told.Key(Party), told.After);
        return place is null
            ? new WeekNotice(key, told.At, Party, Template, week.Id, week.Host!, null)
            : new WeekNotice($"{key}/{place.Id:N}", told.At, Party, Template, week.Id, week.Host!, new NoticedPlace(place.Person, place.HalfDays, place.Until));
    }
}

/// <summary>Of the mentee's side of a request.</summary>
/// <param name="Concerns">A request that the change has changed, after it.</param>
internal sealed record RequestRule(string Kind, Party Party, string Template, Func<Choice, bool> Concerns) : NoticeRule<MenteeState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MenteeState> told) =>
        told.After.Choices.Where(choice => told.Before.Of(choice.Request) != choice && Concerns(choice)).Select(choice => To(told, choice));

    private RequestNotice To(Told<MenteeState> told, Choice choice)
    {
        var (mentee, mentor) = (told.After.Id, told.After.Id with { Person = choice.Mentor });
        var (to, other) = Party == Party.Mentor ? (mentor, mentee) : (mentee, mentor);
        return new RequestNotice($"request/{choice.Request:N}/{told.Row.Entry.Kind}/{Party}", told.At, Party, Template, to, other.Person, told.After.Zone, choice.Until);
    }
}

/// <summary>A request has gone from the mentor's inbox. One that never came is told to nobody.</summary>
/// <param name="Because">What it came to.</param>
internal sealed record InboxRule(string Kind, Party Party, string Template, RequestState Because) : NoticeRule<MentorState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MentorState> told) =>
        told.Change is RequestOver over && over.Because == Because
            ? told.Before.Inbox.Where(request => request.Id == over.Request)
                .Select(request => new RequestNotice($"request/{request.Id:N}/{told.Row.Entry.Kind}/{Party}", told.At, Party, Template, told.After.Id, request.Mentee, told.After.Zone, null))
            : [];
}

/// <summary>A mentor was paused for leaving requests unanswered; who pauses themselves, or is paused by the lead, is told nothing.</summary>
internal sealed record PauseRule(string Kind, Party Party, string Template) : NoticeRule<MentorState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MentorState> told) =>
        told.After.PausedBy == Automatic ? [new MentorNotice(Derived.Id("pause", told.Key(Party)).ToString("N"), told.At, Party, Template, told.After.Id)] : [];

    private const string Automatic = JournaledGrain<MentorState>.System;
}

/// <param name="Concerns">The pair after the change, and who of it would be told.</param>
internal sealed record PairRule(string Kind, Party Party, string Template, Func<MentorshipState, MemberId, bool> Concerns) : NoticeRule<MentorshipState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MentorshipState> told)
    {
        var (to, other) = told.After.Sides(Party);
        return Concerns(told.After, to) ? [new PairNotice(told.Key(Party), told.At, Party, Template, to, other.Person, told.After.Zone, told.After.Id)] : [];
    }
}

/// <param name="Concerns">A meeting that the change has changed, after it.</param>
internal sealed record MeetingRule(string Kind, Party Party, string Template, Func<Meeting, bool> Concerns) : NoticeRule<MentorshipState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<MentorshipState> told) =>
        told.After.Meetings.Where(meeting => told.Before.Of(meeting.Id) != meeting && Concerns(meeting)).Select(meeting => To(told, meeting));

    private MeetingNotice To(Told<MentorshipState> told, Meeting meeting)
    {
        var (to, other) = told.After.Sides(Party);
        var noticed = new NoticedMeeting(meeting.Id, meeting.StartsAt, meeting.Minutes, meeting.Sequence, meeting.State == MeetingState.Booked);
        return new MeetingNotice($"{told.Key(Party)}/{meeting.Id:N}", told.At, Party, Template, to, other.Person, told.After.Zone, told.After.Id, noticed);
    }
}

internal static class PairSides
{
    /// <summary>Who is told, and the other one.</summary>
    public static (MemberId To, MemberId Other) Sides(this MentorshipState pair, Party party) => party == Party.Mentor ? (pair.Mentor, pair.Mentee) : (pair.Mentee, pair.Mentor);
}
