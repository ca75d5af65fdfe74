namespace OutreachSilo.Calendars;

/// <summary>One thing in a calendar. What is too long is cut; control characters are left out.</summary>
/// <param name="Uid">The entry's identity for ever, through every move and cancellation; at most 255 characters.</param>
/// <param name="Sequence">0 at first, one more with each change that the other side has to see: another time or a cancellation.</param>
/// <param name="ChangedAt">When it last changed, so that a feed without news is the same text.</param>
/// <param name="Summary">The title, at most 255 characters.</param>
/// <param name="Description">At most 4,000 characters; line breaks are kept.</param>
/// <param name="Location">At most 255 characters.</param>
/// <param name="Page">Where the entry can be looked at and changed.</param>
/// <param name="ReminderMinutes">Minutes before the start at which the calendar is to remind; null for the calendar's own habit.</param>
public sealed record CalendarEntry(
    string Uid,
    int Sequence,
    DateTimeOffset ChangedAt,
    CalendarTime Time,
    CalendarStatus Status,
    string Summary,
    string Description = "",
    string Location = "",
    Uri? Page = null,
    int? ReminderMinutes = null);
