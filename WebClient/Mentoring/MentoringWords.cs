namespace OutreachSilo.Mentoring;

/// <summary>The states of mentoring in the words of the pages.</summary>
public static class MentoringWords
{
    public static string Name(this RequestState state) => state switch
    {
        RequestState.Queued => "Asked when one before it ends",
        RequestState.Sending => "On its way",
        RequestState.Open => "Waiting for an answer",
        RequestState.Accepted => "Accepted",
        RequestState.Declined => "Declined",
        RequestState.Expired => "Not answered in time",
        RequestState.Withdrawn => "Taken back",
        RequestState.Closed => "Closed: you have a mentor",
        _ => "Could not be asked",
    };

    public static bool IsOver(this RequestState state) => state > RequestState.Open;

    public static string Name(this MeetingState state) => state switch
    {
        MeetingState.Asked => "Being confirmed",
        MeetingState.Booked => "Booked",
        MeetingState.Held => "Held",
        MeetingState.NoShow => "Somebody did not come",
        MeetingState.Cancelled => "Cancelled",
        _ => "Not possible",
    };

    public static string Name(this GuidanceTopic topic) => topic switch
    {
        GuidanceTopic.ClinicalPlacements => "Clinical placements",
        GuidanceTopic.DayRelease => "Day release",
        GuidanceTopic.TraineeHandbook => "The trainee handbook",
        GuidanceTopic.EpaAndFeedback => "EPAs and feedback",
        GuidanceTopic.CpcProcesses => "CPC processes",
        _ => "ePortfolio",
    };

    public static string Name(this MemberRole role) => role == MemberRole.Mentor ? "Mentor" : "Mentee";

    /// <summary>Why a mentor could not be asked, or a pair not made.</summary>
    public static string Reason(string code) => code switch
    {
        Common.RefusalCodes.MentorFull => "has no room",
        Common.RefusalCodes.MentorPaused => "takes nobody at the moment",
        Common.RefusalCodes.InboxFull => "has too many requests",
        Common.RefusalCodes.MenteeMatched => "has a mentor already",
        _ => "has left the scheme",
    };

    /// <summary>"2 h 30 min", "45 min".</summary>
    public static string Duration(int minutes) => minutes < 60 ? $"{minutes} min" : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60} min";

    public static string Room(this MentorLine line) => line switch
    {
        { PausedBy.Length: > 0 } => "Takes nobody at the moment",
        { Room: 0 } => "No room",
        { Room: 1 } => "Room for 1",
        _ => $"Room for {line.Room}",
    };
}
