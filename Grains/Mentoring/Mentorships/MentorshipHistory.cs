using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>What happened to a pair, in words: that they met and how long, never what about, and no room's name.</summary>
internal static class MentorshipHistory
{
    public static Said? Say(Change change) => change switch
    {
        MentorshipOpened => "Mentorship begun",
        AgreementSigned x => new Said($"Version {x.Version} of the agreement signed", x.Person),
        MeetingAsked x => new Said(x.IsMove ? "Asked to move a meeting" : $"Asked for a meeting of {x.Minutes} minutes", x.Person, x.StartsAt),
        MeetingSettled => "Meeting booked",
        MeetingDenied x => new Said("Meeting refused", Detail: x.Detail),
        MeetingCancelled x => new Said("Meeting cancelled", x.Person),
        MeetingRecorded x => new Said(x.Minutes == 0 ? "Recorded that somebody did not come" : $"Recorded that they met for {x.Minutes} minutes", x.Person),
        MeetingNear x => new Said("Both reminded of a meeting", Instant: x.StartsAt),
        MeetingUnrecorded => "Both asked for the length of a meeting",
        GuidanceTicked x => $"Guidance {(x.Done ? "ticked" : "unticked")}: {Name(x.Topic)}",
        MentorshipOver x => $"Mentorship over: {Name(x.Because)}",
        MentorshipRefused x => new Said("Refused", Detail: x.Detail),
        MentorshipTold => "Calendars told",
        _ => default(Said?),
    };

    private static string Name(GuidanceTopic topic) => topic switch
    {
        GuidanceTopic.ClinicalPlacements => "clinical placements",
        GuidanceTopic.DayRelease => "day release",
        GuidanceTopic.TraineeHandbook => "trainee handbook",
        GuidanceTopic.EpaAndFeedback => "EPA and feedback",
        GuidanceTopic.CpcProcesses => "CPC processes",
        _ => "ePortfolio",
    };

    private static string Name(Ending because) => because switch
    {
        Ending.YearOver => "the year has ended",
        Ending.ByMentor => "ended by the mentor",
        Ending.ByMentee => "ended by the mentee",
        // Who reported a problem is between them and the lead.
        _ => "ended by the lead",
    };
}
