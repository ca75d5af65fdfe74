using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>What happened to a mentor or a mentee, in words.</summary>
internal static class MemberHistory
{
    public static Said? OfMentor(Change change) => change switch
    {
        MentorEnrolled x => x.HasLeft ? "No longer a mentor of the scheme" : "Enrolled as mentor",
        MentorHoursSet => "Hours for meetings set",
        MentorHoursRecorded x => $"{x.Minutes} minutes of {(x.Kind == HoursKind.Training ? "training" : "preparation")} recorded",
        PauseBegun x => new Said("Paused", x.By),
        PauseEnded => "Open to mentees again",
        RequestReceived x => new Said("Request received", x.Mentee, x.Until),
        RequestOver x => $"Request over: {Name(x.Because)}",
        MenteeTaken x => new Said("Mentee taken", x.Mentee),
        MenteeLeft => "Mentee left",
        TimeTaken x => new Said($"Meeting of {x.Minutes} minutes entered", Instant: x.StartsAt),
        TimeEnded x => x.Minutes is { } minutes ? $"{minutes} minutes of meeting entered in the ledger" : "Time of a meeting given back",
        MentorRefused x => new Said("Refused", Detail: x.Detail),
        _ => default(Said?),
    };

    public static Said? OfMentee(Change change) => change switch
    {
        MenteeEnrolled x => x.HasLeft ? "No longer a mentee of the scheme" : "Enrolled as mentee",
        MentorsChosen x => $"{(x.Choices.Length == 1 ? "1 mentor" : $"{x.Choices.Length} mentors")} ranked",
        RequestSent x => new Said("Request sent", Instant: x.Until),
        RequestDelivered => "Request delivered",
        RequestNear => "Mentor reminded of a request",
        RequestEnded x => $"Request over: {Name(x.State)}",
        RequestDeclined => "Request declined by the mentor",
        MatchAsked x => new Said("Mentor asked for room", x.Mentor),
        MatchMade => "Matched",
        MatchDenied x => new Said("Mentor had no room", Detail: x.Detail),
        PairEnded => "Mentorship ended",
        MenteeTold => "Mentors told",
        MenteeRefused x => new Said("Refused", Detail: x.Detail),
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
