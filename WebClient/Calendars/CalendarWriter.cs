using System.Globalization;
using static OutreachSilo.Calendars.CalendarText;

namespace OutreachSilo.Calendars;

/// <summary>Calendars as iCalendar (RFC 5545, with the methods of RFC 5546), to be sent as <c>text/calendar; charset=utf-8</c>.</summary>
public static class CalendarWriter
{
    /// <summary>Of more entries, a feed has those that begin last.</summary>
    public const int EntriesMax = 2000;

    private const int TextMax = 255;
    private const int DescriptionMax = 4000;

    /// <summary>A person's entries to subscribe to. Cancelled ones stay in for as long as they are given, so that readers take them out.</summary>
    public static string Feed(string name, IReadOnlyCollection<CalendarEntry> entries)
    {
        var newest = entries.OrderBy(Start).ThenBy(entry => entry.Uid, StringComparer.Ordinal).TakeLast(EntriesMax).ToList();
        var lines = Begin("PUBLISH");
        // The name under which calendars list a feed, and how often to ask again: RFC 7986, and what older readers know instead.
        lines.Add("NAME", Escape(name, TextMax)).Add("X-WR-CALNAME", Escape(name, TextMax)).Add("REFRESH-INTERVAL;VALUE=DURATION", "PT1H").Add("X-PUBLISHED-TTL", "PT1H");
        WriteZones(lines, newest);
        foreach (var entry in newest) WriteEntry(lines, entry, []);
        return End(lines);
    }

    /// <summary>
    /// One entry to be mailed to its attendee: asks them to have it, or, when it is cancelled, to take it out (<see cref="Method"/>). An answer is
    /// not asked for: both sides have agreed before.
    /// </summary>
    public static string Invitation(CalendarEntry entry, CalendarParty organizer, CalendarParty attendee)
    {
        var lines = Begin(Method(entry));
        WriteZones(lines, [entry]);
        WriteEntry(lines, entry,
        [
            ($"ORGANIZER;CN={Quote(organizer.Name)}", MailTo(organizer.Address)),
            ($"ATTENDEE;CN={Quote(attendee.Name)};ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE", MailTo(attendee.Address)),
        ]);
        return End(lines);
    }

    /// <summary>The method of an entry's invitation, which the mail part's <c>Content-Type</c> has to repeat.</summary>
    public static string Method(CalendarEntry entry) => entry.Status == CalendarStatus.Cancelled ? "CANCEL" : "REQUEST";

    /// <summary>The method of an invitation that is written already.</summary>
    internal static string MethodOf(string invitation) => invitation.Contains("\r\nMETHOD:CANCEL\r\n", StringComparison.Ordinal) ? "CANCEL" : "REQUEST";

    private static ContentLines Begin(string method) =>
        new ContentLines().Add("BEGIN", "VCALENDAR").Add("VERSION", "2.0").Add("PRODID", "-//OutreachSilo//Calendars//EN").Add("CALSCALE", "GREGORIAN").Add("METHOD", method);

    private static string End(ContentLines lines) => lines.Add("END", "VCALENDAR").ToString();

    private static void WriteZones(ContentLines lines, IEnumerable<CalendarEntry> entries)
    {
        foreach (var zone in entries.Select(entry => entry.Time).OfType<TimedEntry>().GroupBy(time => time.Zone, StringComparer.Ordinal).OrderBy(zone => zone.Key, StringComparer.Ordinal))
            CalendarZone.Find(zone.Key)?.Write(lines, zone.Min(time => time.StartsAt), zone.Max(time => time.EndsAt));
    }

    private static void WriteEntry(ContentLines lines, CalendarEntry entry, IEnumerable<(string Name, string Value)> parties)
    {
        lines.Add("BEGIN", "VEVENT")
            .Add("UID", Escape(entry.Uid, TextMax))
            .Add("SEQUENCE", entry.Sequence.ToString(CultureInfo.InvariantCulture))
            .Add("DTSTAMP", Utc(entry.ChangedAt))
            .Add("LAST-MODIFIED", Utc(entry.ChangedAt));
        WriteTime(lines, entry.Time);
        lines.Add("STATUS", entry.Status switch { CalendarStatus.Tentative => "TENTATIVE", CalendarStatus.Confirmed => "CONFIRMED", _ => "CANCELLED" })
            .Add("SUMMARY", Escape(entry.Summary, TextMax));
        if (entry.Description.Length > 0) lines.Add("DESCRIPTION", Escape(entry.Description, DescriptionMax));
        if (entry.Location.Length > 0) lines.Add("LOCATION", Escape(entry.Location, TextMax));
        if (entry.Page is not null) lines.Add("URL", entry.Page.AbsoluteUri);
        foreach (var (name, value) in parties) lines.Add(name, value);
        if (entry.ReminderMinutes is { } minutes && entry.Status != CalendarStatus.Cancelled)
        {
            lines.Add("BEGIN", "VALARM").Add("ACTION", "DISPLAY").Add("TRIGGER", $"-PT{minutes.ToString(CultureInfo.InvariantCulture)}M")
                .Add("DESCRIPTION", Escape(entry.Summary, TextMax)).Add("END", "VALARM");
        }

        lines.Add("END", "VEVENT");
    }

    private static void WriteTime(ContentLines lines, CalendarTime time)
    {
        switch (time)
        {
            case WholeDays days:
                lines.Add("DTSTART;VALUE=DATE", Date(days.First)).Add("DTEND;VALUE=DATE", Date(days.Last.AddDays(1)));
                break;
            // Readers differ on which of two equal times is meant, so in that hour the instant itself is written.
            case TimedEntry timed when CalendarZone.Find(timed.Zone) is { } zone && !zone.IsAmbiguous(timed.StartsAt) && !zone.IsAmbiguous(timed.EndsAt):
                lines.Add($"DTSTART;TZID={zone.Id}", Local(zone.Local(timed.StartsAt))).Add($"DTEND;TZID={zone.Id}", Local(zone.Local(timed.EndsAt)));
                break;
            case TimedEntry timed:
                lines.Add("DTSTART", Utc(timed.StartsAt)).Add("DTEND", Utc(timed.EndsAt));
                break;
        }
    }

    private static DateTimeOffset Start(CalendarEntry entry) => entry.Time switch
    {
        TimedEntry timed => timed.StartsAt,
        WholeDays days => new DateTimeOffset(days.First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        _ => entry.ChangedAt,
    };
}
