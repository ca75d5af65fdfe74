namespace OutreachSilo.Mentoring;

/// <summary>The states of mentoring in the words of the pages.</summary>
public static class MentoringWords
{
    public static string Name(this RequestState state) => state switch
    {
        RequestState.Queued => "Not asked yet",
        RequestState.Sending => "Sending",
        RequestState.Open => "Waiting for an answer",
        RequestState.Accepted => "Accepted",
        RequestState.Declined => "Declined",
        RequestState.Expired => "Not answered in time",
        RequestState.Withdrawn => "Withdrawn",
        RequestState.Closed => "Closed because you have a mentor",
        _ => "Could not be sent",
    };

    public static bool IsOver(this RequestState state) => state > RequestState.Open;

    public static string Name(this MeetingState state) => state switch
    {
        MeetingState.Asked => "Being confirmed",
        MeetingState.Booked => "Booked",
        MeetingState.Held => "Held",
        MeetingState.NoShow => "Missed",
        MeetingState.Cancelled => "Cancelled",
        _ => "Not booked",
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
        Common.RefusalCodes.MentorFull => "has no free places",
        Common.RefusalCodes.MentorPaused => "is not taking new mentees",
        Common.RefusalCodes.InboxFull => "has too many requests",
        Common.RefusalCodes.MenteeMatched => "already has a mentor",
        _ => "has left the scheme",
    };

    /// <summary>"2 hours 30 minutes", "45 minutes".</summary>
    public static string Duration(int minutes) => minutes < 60 ? Units(minutes, "minute") : minutes % 60 == 0 ? Units(minutes / 60, "hour") : $"{Units(minutes / 60, "hour")} {Units(minutes % 60, "minute")}";

    private static string Units(int count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";

    public static string Room(this MentorLine line) => line switch
    {
        { PausedBy.Length: > 0 } => "Not taking new mentees",
        { Room: 0 } => "No free places",
        { Room: 1 } => "1 free place",
        _ => $"{line.Room} free places",
    };
}
