namespace OutreachSilo.Calendars;

/// <summary>A meeting of a mentoring pair as mails and feeds have it: one entry, whichever way it comes.</summary>
public static class MeetingEntry
{
    private const int ReminderMinutes = 15;

    /// <param name="meeting">Id of the meeting, the same through every move.</param>
    /// <param name="sequence">Revision of the entry; a cancellation is one more.</param>
    /// <param name="zone">IANA zone in which the reader's calendar keeps it.</param>
    /// <param name="stands">False takes it out of calendars.</param>
    /// <param name="other">Name of the other one of the pair.</param>
    /// <param name="page">The pair's page.</param>
    public static CalendarEntry Of(Guid meeting, int sequence, DateTimeOffset changedAt, DateTimeOffset startsAt, int minutes, string zone, bool stands, string other, Uri page) => new(
        CalendarUid.Of(meeting, page), sequence, changedAt, new TimedEntry(startsAt, startsAt.AddMinutes(minutes), zone), stands ? CalendarStatus.Confirmed : CalendarStatus.Cancelled,
        $"Mentoring meeting with {other}", "Join by video from your mentorship page. Meetings are not recorded.", "Video", page, ReminderMinutes);
}
