using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using static OutreachSilo.Calendars.CalendarText;
using Calendar = Ical.Net.Calendar;
using Duration = Ical.Net.DataTypes.Duration;

namespace OutreachSilo.Calendars;

/// <summary>Calendars as iCalendar (RFC 5545, with the methods of RFC 5546), to be sent as <c>text/calendar; charset=utf-8</c>.</summary>
public static class CalendarWriter
{
    /// <summary>Of more entries, a feed has those that begin last.</summary>
    public const int EntriesMax = 2000;

    private const int TextMax = 255;
    private const int DescriptionMax = 4000;

    /// <summary>A person's entries to subscribe to. Cancelled entries stay in while they are given, so that readers remove them.</summary>
    public static string Feed(string name, IReadOnlyCollection<CalendarEntry> entries)
    {
        var newest = Newest(entries);
        var calendar = Begin("PUBLISH");
        // The name under which calendars list a feed, and how often to ask again: RFC 7986, and what older readers know instead.
        calendar.AddProperty("NAME", Clean(name, TextMax));
        calendar.AddProperty("X-WR-CALNAME", Clean(name, TextMax));
        calendar.AddProperty(Property("REFRESH-INTERVAL", "PT1H", ("VALUE", "DURATION")));
        calendar.AddProperty("X-PUBLISHED-TTL", "PT1H");
        AddZones(calendar, newest);
        foreach (var entry in newest) calendar.Events.Add(Event(entry));
        return Text(calendar);
    }

    /// <summary>The same for the same feed, and quicker to make than the feed: writing many entries takes up to a second.</summary>
    public static string Fingerprint(string name, IReadOnlyCollection<CalendarEntry> entries)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(object? part)
        {
            var bytes = Encoding.UTF8.GetBytes(Convert.ToString(part, CultureInfo.InvariantCulture) ?? "");
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        // Another version of this program or of the zones may write the same entries otherwise.
        Add(typeof(CalendarWriter).Module.ModuleVersionId);
        Add(DateTimeZoneProviders.Tzdb.VersionId);
        Add(name);
        foreach (var entry in Newest(entries))
        {
            object? time = entry.Time switch
            {
                TimedEntry timed => $"{timed.StartsAt.UtcTicks} {timed.EndsAt.UtcTicks} {timed.Zone}",
                WholeDays days => $"{days.First.DayNumber} {days.Last.DayNumber}",
                _ => null,
            };
            foreach (var part in new[]
            {
                entry.Uid, entry.Sequence, entry.ChangedAt.UtcTicks, time, entry.Status, entry.Summary, entry.Description, entry.Location,
                entry.Page?.AbsoluteUri, entry.ReminderMinutes,
            })
            {
                Add(part);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>
    /// One entry to be emailed to its attendee: asks them to add it or, when it is cancelled, to remove it (<see cref="Method"/>).
    /// No answer is asked for: both sides have agreed before.
    /// </summary>
    public static string Invitation(CalendarEntry entry, CalendarParty organizer, CalendarParty attendee)
    {
        var calendar = Begin(Method(entry));
        AddZones(calendar, [entry]);
        var written = Event(entry);
        // As text: an Attendee takes a Uri, and not every address that was ever typed in makes one.
        written.AddProperty(Property("ORGANIZER", MailTo(organizer.Address), ("CN", CleanParameter(organizer.Name, TextMax))));
        written.AddProperty(Property(
            "ATTENDEE", MailTo(attendee.Address), ("CN", CleanParameter(attendee.Name, TextMax)),
            ("ROLE", ParticipationRole.RequiredParticipant), ("PARTSTAT", EventParticipationStatus.Accepted), ("RSVP", "FALSE")));
        calendar.Events.Add(written);
        return Text(calendar);
    }

    /// <summary>The method of an entry's invitation, which the mail part's <c>Content-Type</c> has to repeat.</summary>
    public static string Method(CalendarEntry entry) => entry.Status == CalendarStatus.Cancelled ? "CANCEL" : "REQUEST";

    /// <summary>The method of an invitation that is written already.</summary>
    internal static string MethodOf(string invitation) =>
        invitation.Contains("\r\nMETHOD:CANCEL\r\n", StringComparison.Ordinal) ? "CANCEL" : "REQUEST";

    private static List<CalendarEntry> Newest(IReadOnlyCollection<CalendarEntry> entries) =>
        [.. entries.OrderBy(Start).ThenBy(entry => entry.Uid, StringComparer.Ordinal).TakeLast(EntriesMax)];

    private static Calendar Begin(string method) =>
        new() { ProductId = "-//OutreachSilo//Calendars//EN", Scale = "GREGORIAN", Method = method };

    private static string Text(Calendar calendar) => CalendarLines.Fold(new CalendarSerializer().SerializeToString(calendar)!);

    private static void AddZones(Calendar calendar, IEnumerable<CalendarEntry> entries)
    {
        var zones = entries.Select(entry => entry.Time).OfType<TimedEntry>().GroupBy(time => time.Zone, StringComparer.Ordinal);
        foreach (var zone in zones.OrderBy(zone => zone.Key, StringComparer.Ordinal))
        {
            if (CalendarZone.Find(zone.Key) is { } found)
                calendar.TimeZones.Add(found.Between(zone.Min(time => time.StartsAt), zone.Max(time => time.EndsAt)));
        }
    }

    private static CalendarEvent Event(CalendarEntry entry)
    {
        var written = new CalendarEvent
        {
            Uid = Clean(entry.Uid, TextMax),
            Sequence = entry.Sequence,
            DtStamp = Utc(entry.ChangedAt),
            LastModified = Utc(entry.ChangedAt),
            Status = entry.Status switch
            {
                CalendarStatus.Tentative => EventStatus.Tentative,
                CalendarStatus.Confirmed => EventStatus.Confirmed,
                _ => EventStatus.Cancelled,
            },
            Summary = Clean(entry.Summary, TextMax),
        };
        (written.DtStart, written.DtEnd) = entry.Time switch
        {
            WholeDays days => (new CalDateTime(days.First), new CalDateTime(days.Last.AddDays(1))),
            // Readers differ on which of two equal times is meant, so in that hour the instant itself is written.
            TimedEntry timed when CalendarZone.Find(timed.Zone) is { } zone
                && !zone.IsAmbiguous(timed.StartsAt) && !zone.IsAmbiguous(timed.EndsAt) =>
                (zone.Local(timed.StartsAt), zone.Local(timed.EndsAt)),
            TimedEntry timed => (Utc(timed.StartsAt), Utc(timed.EndsAt)),
            _ => throw new InvalidOperationException($"Unknown kind of time {entry.Time.GetType().Name}."),
        };
        if (entry.Description.Length > 0) written.Description = Clean(entry.Description, DescriptionMax);
        if (entry.Location.Length > 0) written.Location = Clean(entry.Location, TextMax);
        if (entry.Page is not null) written.Url = new Uri(entry.Page.AbsoluteUri);
        if (entry.ReminderMinutes is { } minutes && entry.Status != CalendarStatus.Cancelled)
        {
            var trigger = new Trigger(-Duration.FromMinutes(minutes));
            written.Alarms.Add(new Alarm { Action = AlarmAction.Display, Trigger = trigger, Description = Clean(entry.Summary, TextMax) });
        }

        return written;
    }

    private static CalendarProperty Property(string name, string value, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var property = new CalendarProperty(name, value);
        foreach (var parameter in parameters) property.AddParameter(parameter.Name, parameter.Value);
        return property;
    }

    private static CalDateTime Utc(DateTimeOffset instant) => new(instant.UtcDateTime, CalDateTime.UtcTzId);

    private static DateTimeOffset Start(CalendarEntry entry) => entry.Time switch
    {
        TimedEntry timed => timed.StartsAt,
        WholeDays days => new DateTimeOffset(days.First.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        _ => entry.ChangedAt,
    };
}
