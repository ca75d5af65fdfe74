using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>What happened to a pair, in words: that they met and how long, never what about, and no room's name.</summary>
internal static class MentorshipHistory
{
    public static Said? Say(Change change) => change switch
    {
        MentorshipOpened => "Mentorship started",
        AgreementSigned x => new Said($"Version {x.Version} of the agreement signed", x.Person),
        MeetingAsked x => new Said(x.IsMove ? "New time requested for a meeting" : $"Meeting of {x.Minutes} minutes requested", x.Person, x.StartsAt),
        MeetingSettled => "Meeting booked",
        MeetingDenied x => new Said("Meeting not possible", Detail: x.Detail),
        MeetingCancelled x => new Said("Meeting cancelled", x.Person),
        MeetingRecorded x => new Said(x.Minutes == 0 ? "Meeting recorded as missed" : $"Meeting recorded: {x.Minutes} minutes", x.Person),
        MeetingNear x => new Said("Meeting reminders sent", Instant: x.StartsAt),
        MeetingUnrecorded => "Mentor and mentee asked to record the meeting",
        GuidanceTicked x => $"Guidance marked as {(x.Done ? "done" : "not done")}: {Name(x.Topic)}",
        MentorshipOver x => $"Mentorship ended: {Name(x.Because)}",
        MentorshipRefused x => new Said("Not done", Detail: x.Detail),
        MentorshipTold => "Calendars updated",
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
        Ending.YearOver => "end of the training year",
        Ending.ByMentor => "ended by the mentor",
        Ending.ByMentee => "ended by the mentee",
        // Who reported a problem is between them and the lead.
        _ => "ended by the scheme lead",
    };
}
