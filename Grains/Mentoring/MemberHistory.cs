using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>What happened to a mentor or a mentee, in words.</summary>
internal static class MemberHistory
{
    public static Said? OfMentor(Change change) => change switch
    {
        MentorEnrolled x => x.HasLeft ? "Removed from the scheme as a mentor" : "Enrolled as a mentor",
        MentorHoursSet => "Availability changed",
        MentorHoursRecorded x => $"{x.Minutes} minutes of {(x.Kind == HoursKind.Training ? "training" : "preparation")} recorded",
        PauseBegun x => new Said("New requests paused", x.By),
        PauseEnded => "New requests allowed again",
        RequestReceived x => new Said("Request received", x.Mentee, x.Until),
        RequestOver x => $"Request closed: {Name(x.Because)}",
        MenteeTaken x => new Said("Matched with a mentee", x.Mentee),
        MenteeLeft => "Mentorship ended",
        TimeTaken x => new Said($"Meeting of {x.Minutes} minutes booked", Instant: x.StartsAt),
        TimeEnded x => x.Minutes is { } minutes ? $"Meeting of {minutes} minutes added to hours" : "Meeting cancelled",
        MentorRefused x => new Said("Not done", Detail: x.Detail),
        _ => default(Said?),
    };

    public static Said? OfMentee(Change change) => change switch
    {
        MenteeEnrolled x => x.HasLeft ? "Removed from the scheme as a mentee" : "Enrolled as a mentee",
        MentorsChosen x => $"{(x.Choices.Length == 1 ? "1 mentor" : $"{x.Choices.Length} mentors")} ranked",
        RequestSent x => new Said("Request sent", Instant: x.Until),
        RequestDelivered => "Request delivered",
        RequestNear => "Mentor reminded about a request",
        RequestEnded x => $"Request closed: {Name(x.State)}",
        RequestDeclined => "Request declined by the mentor",
        MatchAsked x => new Said("Match requested with a mentor", x.Mentor),
        MatchMade => "Matched with a mentor",
        MatchDenied x => new Said("Match not possible", Detail: x.Detail),
        PairEnded => "Mentorship ended",
        MenteeTold => "Mentors updated",
        MenteeRefused x => new Said("Not done", Detail: x.Detail),
        _ => default(Said?),
    };

    private static string Name(RequestState state) => state switch
    {
        RequestState.Accepted => "accepted",
        RequestState.Declined => "declined",
        RequestState.Expired => "not answered in time",
        RequestState.Withdrawn => "withdrawn",
        RequestState.Closed => "closed, because another was accepted",
        RequestState.Refused => "refused",
        _ => "open",
    };
}
