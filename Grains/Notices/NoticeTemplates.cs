namespace OutreachSilo.Notices;

/// <summary>Names of the mails about taster weeks and mentoring; the door has the texts.</summary>
public static class NoticeTemplates
{
    /// <summary>To the person: the booking stands.</summary>
    public const string PlaceConfirmed = "place-confirmed";

    /// <summary>To the person: the waiting list reserves a place until some instant.</summary>
    public const string PlaceOffered = "place-offered";

    /// <summary>To the person: the reserved place was not taken in time.</summary>
    public const string OfferExpired = "offer-expired";

    /// <summary>To the person: booking stopped in a week in which they hold a place or wait.</summary>
    public const string WeekStopped = "week-stopped";

    /// <summary>To the host: somebody has booked.</summary>
    public const string WeekBooked = "week-booked";

    /// <summary>To the host: somebody has cancelled.</summary>
    public const string WeekFreed = "week-freed";

    /// <summary>To coordinators: booking stopped, and people are in the week.</summary>
    public const string WeekNeedsAttention = "week-needs-attention";

    /// <summary>To the mentor: a mentee asks.</summary>
    public const string RequestReceived = "request-received";

    /// <summary>To the mentor: the request moves on soon.</summary>
    public const string RequestReminder = "request-reminder";

    /// <summary>To the mentee: the mentor has said no.</summary>
    public const string RequestDeclined = "request-declined";

    /// <summary>To the mentee: the mentor has not answered in time.</summary>
    public const string RequestExpired = "request-expired";

    /// <summary>To the mentor: another was first.</summary>
    public const string RequestClosed = "request-closed";

    /// <summary>To the mentor: the mentee does not ask any more.</summary>
    public const string RequestWithdrawn = "request-withdrawn";

    /// <summary>To the mentor: requests were left unanswered, so nobody asks them any more.</summary>
    public const string MentorPaused = "mentor-paused";

    /// <summary>To leads: a mentor was paused so.</summary>
    public const string MentorNeedsAttention = "mentor-needs-attention";

    /// <summary>To both: they are a pair.</summary>
    public const string MatchMade = "match-made";

    /// <summary>To one of a pair: the other one has signed.</summary>
    public const string AgreementWaiting = "agreement-waiting";

    /// <summary>To both, with a calendar entry: they meet.</summary>
    public const string MeetingBooked = "meeting-booked";

    /// <summary>To both, with the calendar entry: they meet at another time.</summary>
    public const string MeetingMoved = "meeting-moved";

    /// <summary>To both, and takes the calendar entry out.</summary>
    public const string MeetingCancelled = "meeting-cancelled";

    /// <summary>To both: they meet soon.</summary>
    public const string MeetingReminder = "meeting-reminder";

    /// <summary>To both: a meeting is over, and nobody has said how long it was.</summary>
    public const string MeetingUnrecorded = "meeting-unrecorded";

    /// <summary>To both: it was recorded that somebody did not come, which uses the meeting up.</summary>
    public const string MeetingMissed = "meeting-missed";

    /// <summary>To both: they are no pair any more.</summary>
    public const string MentorshipOver = "mentorship-over";

    /// <summary>Those that are written only of what still stands by then.</summary>
    public static readonly IReadOnlySet<string> Reminders = new HashSet<string>(StringComparer.Ordinal) { RequestReminder, MeetingReminder, MeetingUnrecorded };
}
