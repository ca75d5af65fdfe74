using System.Text;
using static OutreachSilo.Calendars.SomeEntries;

namespace OutreachSilo.Calendars;

public sealed class CalendarWriterTests
{
    private static readonly CalendarParty Somebody = new("Somebody", "somebody@example.org");

    [Fact]
    public void Summer_in_Dublin_is_daylight_time_to_readers()
    {
        var lines = Lines(CalendarWriter.Feed("Meetings", [Meeting("2026-03-27T09:00Z", "Europe/Dublin"), Meeting("2026-03-30T09:00Z", "Europe/Dublin")]));
        // The order of an observance's properties is free (RFC 5545, 3.6.5); Ical.Net writes them by name.
        string[] zone =
        [
            "BEGIN:VTIMEZONE", "TZID:Europe/Dublin",
            "BEGIN:STANDARD", "DTSTART:20251026T020000", "TZNAME:GMT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "END:STANDARD",
            "BEGIN:DAYLIGHT", "DTSTART:20260329T010000", "TZNAME:IST", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "END:DAYLIGHT",
            "END:VTIMEZONE",
        ];
        Assert.Equal(zone, lines.SkipWhile(line => line != zone[0]).Take(zone.Length));
        Assert.Contains("DTSTART;TZID=Europe/Dublin:20260327T090000", lines);
        Assert.Contains("DTSTART;TZID=Europe/Dublin:20260330T100000", lines);
    }

    [Fact]
    public void In_the_hour_that_comes_twice_the_instant_is_written()
    {
        var lines = Lines(CalendarWriter.Feed("Meetings", [Meeting("2026-10-25T00:30Z"), Meeting("2026-10-25T01:30Z"), Meeting("2026-10-25T02:00Z")]));
        Assert.Equal(["DTSTART:20261025T003000Z", "DTSTART:20261025T013000Z", "DTSTART;TZID=Europe/London:20261025T020000"], lines.Where(line => line.StartsWith("DTSTART", StringComparison.Ordinal)).Skip(2));
    }

    [Fact]
    public void A_zone_that_never_changes_and_one_that_is_unknown_can_be_written()
    {
        Assert.Contains("DTSTART;TZID=Etc/UTC:20260803T090000", Lines(CalendarWriter.Feed("Meetings", [Meeting("2026-08-03T09:00Z", "Etc/UTC")])));
        Assert.Contains("DTSTART:20260803T090000Z", Lines(CalendarWriter.Feed("Meetings", [Meeting("2026-08-03T09:00Z", "Mars/Olympus")])));
    }

    [Fact]
    public void Lines_are_folded_at_75_octets_and_never_within_a_character()
    {
        for (var length = 60; length < 80; length++)
        {
            var summary = new string('x', length) + "é€👩";
            var text = CalendarWriter.Feed("Meetings", [Meeting("2026-08-03T09:00Z") with { Summary = summary }]);
            var physical = text.Split("\r\n");
            Assert.All(physical, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
            Assert.DoesNotContain('\uFFFD', string.Concat(physical.Select(line => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)))));
            Assert.Contains($"SUMMARY:{summary}", Lines(text));
        }
    }

    [Fact]
    public void Every_line_ends_with_both_characters()
    {
        var text = CalendarWriter.Feed("Meetings", [Meeting("2026-08-03T09:00Z") with { Description = "one\rtwo\nthree\r\nfour" }]);
        Assert.EndsWith("END:VCALENDAR\r\n", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(character => character == '\r'), text.Split("\r\n").Length - 1);
        Assert.Equal(text.Count(character => character == '\n'), text.Split("\r\n").Length - 1);
        Assert.Contains("DESCRIPTION:one\\ntwo\\nthree\\nfour", Lines(text));
    }

    [Fact]
    public void No_value_can_add_a_line_or_a_parameter()
    {
        const string Evil = "x\r\nATTENDEE:mailto:evil@example.org\r\n\0\u0007\u0085\";X=\"y\u2028z";
        var entry = Meeting("2026-08-03T09:00Z") with { Uid = Evil, Summary = Evil, Description = Evil, Location = Evil };
        var lines = Lines(CalendarWriter.Invitation(entry, new CalendarParty(Evil, Evil), new CalendarParty(Evil, Evil)));
        var names = lines.Select(line => line[..line.IndexOfAny([':', ';'])]).ToList();
        var plain = Lines(CalendarWriter.Invitation(Meeting("2026-08-03T09:00Z") with { Description = "x", Location = "x" }, Somebody, Somebody));
        Assert.Equal(plain.Select(line => line[..line.IndexOfAny([':', ';'])]), names);
        Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
        Assert.StartsWith("ORGANIZER;CN=\"xATTENDEE:mailto:evil@example.org';X='y\u2028z\":mailto:x%0D%0A", lines.Single(line => line.StartsWith("ORGANIZER", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_does_no_harm() =>
        Assert.Contains("SUMMARY:a\uFFFDb", Lines(CalendarWriter.Feed("Meetings", [Meeting("2026-08-03T09:00Z") with { Summary = "a\uD83Db" }])));

    [Fact]
    public void Long_texts_are_cut()
    {
        var lines = Lines(CalendarWriter.Feed("Meetings", [Meeting("2026-08-03T09:00Z") with { Summary = new string(',', 300), Description = new string('d', 5000) }]));
        Assert.Contains("SUMMARY:" + string.Concat(Enumerable.Repeat("\\,", 255)), lines);
        Assert.Contains("DESCRIPTION:" + new string('d', 4000), lines);
    }

    [Fact]
    public void A_feed_has_at_most_two_thousand_entries_and_drops_the_oldest()
    {
        var entries = Enumerable.Range(0, CalendarWriter.EntriesMax + 1).Select(day => Meeting(Instant("2026-01-01T12:00Z").AddDays(day), "Europe/London")).Reverse().ToList();
        var text = CalendarWriter.Feed("Meetings", entries);
        Assert.Equal(CalendarWriter.EntriesMax, Lines(text).Count(line => line == "BEGIN:VEVENT"));
        Assert.DoesNotContain(entries[^1].Uid, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feed_without_news_is_the_same_text()
    {
        CalendarEntry[] entries = [Meeting("2026-08-03T09:00Z"), Taster("2026-08-04", "2026-08-05"), Meeting("2026-08-03T09:00Z", "Europe/Dublin") with { Uid = "z" }];
        Assert.Equal(CalendarWriter.Feed("All", entries), CalendarWriter.Feed("All", [.. entries.Reverse()]));
    }

    [Fact]
    public void A_fingerprint_changes_with_everything_that_a_feed_says_and_with_nothing_else()
    {
        var meeting = Meeting("2026-08-03T09:00Z");
        CalendarEntry[] others =
        [
            meeting with { Uid = "other@example.org" }, meeting with { Sequence = 1 },
            meeting with { ChangedAt = meeting.ChangedAt.AddSeconds(1) }, Meeting("2026-08-03T09:30Z") with { Uid = meeting.Uid },
            Meeting("2026-08-03T09:00Z", minutes: 45), Meeting("2026-08-03T09:00Z", "Europe/Dublin"),
            meeting with { Time = new WholeDays(new(2026, 8, 3), new(2026, 8, 3)) },
            meeting with { Time = new WholeDays(new(2026, 8, 3), new(2026, 8, 4)) },
            meeting with { Status = CalendarStatus.Cancelled }, meeting with { Summary = "Other" }, meeting with { Description = "Other" },
            meeting with { Location = "Other" }, meeting with { Page = new Uri("https://example.org/") },
            meeting with { ReminderMinutes = 0 },
        ];
        var fingerprints = others.Select(other => CalendarWriter.Fingerprint("Meetings", [other]))
            .Append(CalendarWriter.Fingerprint("Meetings", [meeting])).Append(CalendarWriter.Fingerprint("Other", [meeting]))
            .Append(CalendarWriter.Fingerprint("Meetings", []))
            .Append(CalendarWriter.Fingerprint("Meetings", [meeting, others[0]])).ToList();
        Assert.Equal(fingerprints.Count, fingerprints.Distinct().Count());
        Assert.Equal(
            CalendarWriter.Fingerprint("Meetings", [meeting, others[0]]), CalendarWriter.Fingerprint("Meetings", [others[0], meeting with { }]));
    }

    [Fact]
    public void A_feed_of_nothing_is_a_calendar() => Assert.Equal(["BEGIN:VCALENDAR", "END:VCALENDAR"], Lines(CalendarWriter.Feed("Empty", [])) is [var first, .., var last] ? [first, last] : []);

    private static string[] Lines(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
