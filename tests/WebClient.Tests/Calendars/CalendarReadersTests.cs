using System.Globalization;
using static OutreachSilo.Calendars.SomeEntries;

namespace OutreachSilo.Calendars;

/// <summary>What is written is what two independent readers read.</summary>
public sealed class CalendarReadersTests
{
    private static readonly CalendarParty Organizer = new("Mentoring, \"Cork\"", "mentoring@example.org");
    private static readonly CalendarParty Attendee = new("Niamh Ní Bhriain; GP", "niamh+gp@example.org");

    private static readonly (string Zone, string Sunday)[] ClockChanges =
    [
        ("Europe/London", "2026-03-29"), ("Europe/London", "2026-10-25"), ("Europe/London", "2027-03-28"), ("Europe/London", "2027-10-31"),
        ("Europe/Dublin", "2026-03-29"), ("Europe/Dublin", "2026-10-25"), ("Europe/Dublin", "2027-03-28"), ("Europe/Dublin", "2027-10-31"),
        ("Pacific/Auckland", "2026-09-27"), ("America/New_York", "2026-11-01"), ("Asia/Kolkata", "2026-03-29"),
    ];

    [Fact]
    public async Task Every_half_hour_about_a_clock_change_is_read_as_meant()
    {
        CalendarEntry[][] weeks = [.. ClockChanges.Select(change => Week(change.Zone, change.Sunday))];
        var read = await CalendarReaders.ReadAll([.. weeks.Select(week => CalendarWriter.Feed("Meetings", week))]);
        foreach (var (week, readers) in weeks.Zip(read))
        {
            foreach (var reader in readers.Both) Assert.Equal(week.Select(Meant), reader.Entries.Select(Found).Order());
        }
    }

    [Fact]
    public async Task A_meeting_mailed_alone_is_read_as_meant()
    {
        CalendarEntry[] meetings = [.. ClockChanges.Select(change => Meeting(Instant($"{change.Sunday}T12:00Z"), change.Zone))];
        var read = await CalendarReaders.ReadAll([.. meetings.Select(meeting => CalendarWriter.Invitation(meeting, Organizer, Attendee))]);
        foreach (var (meeting, readers) in meetings.Zip(read))
        {
            foreach (var reader in readers.Both) Assert.Equal(Meant(meeting), Found(Assert.Single(reader.Entries)));
        }
    }

    [Theory]
    [InlineData("Europe/London", "2026-03-29")]
    [InlineData("Europe/Dublin", "2026-03-29")]
    [InlineData("Europe/London", "2026-10-25")]
    [InlineData("Europe/Dublin", "2026-10-25")]
    public async Task A_meeting_is_one_entry_from_its_booking_over_a_move_past_the_clock_change_to_its_cancellation(string zone, string sunday)
    {
        var (meeting, page, changed) = (Guid.NewGuid(), new Uri("https://outreach.example.org/mentorships/42"), Instant($"{sunday}T00:00Z").AddDays(-20));
        var (before, after) = (Instant($"{sunday}T00:30Z"), Instant($"{sunday}T01:30Z"));
        CalendarEntry[] life =
        [
            MeetingEntry.Of(meeting, 0, changed, before, 30, zone, true, "Ben Walsh", page), MeetingEntry.Of(meeting, 1, changed.AddDays(1), after, 30, zone, true, "Ben Walsh", page),
            MeetingEntry.Of(meeting, 2, changed.AddDays(2), after, 30, zone, false, "Ben Walsh", page),
        ];
        var read = await CalendarReaders.ReadAll([.. life.Select(entry => CalendarWriter.Invitation(entry, Organizer, Attendee))]);
        foreach (var reader in new[] { read.Select(readers => readers.IcalJs).ToList(), read.Select(readers => readers.NodeIcal).ToList() })
        {
            var entries = reader.Select(calendar => Assert.Single(calendar.Entries)).ToList();
            Assert.Equal($"{meeting:N}@outreach.example.org", Assert.Single(entries.Select(entry => entry.Uid).Distinct()));
            Assert.Equal([0, 1, 2], entries.Select(entry => entry.Sequence));
            Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], reader.Select(calendar => calendar.Method));
            Assert.Equal([Iso(before), Iso(after), Iso(after)], entries.Select(entry => entry.Start));
        }
    }

    [Fact]
    public async Task A_wrong_zone_definition_is_caught()
    {
        // By ical.js, which reads definitions; node-ical goes by the name of the zone.
        var text = CalendarWriter.Feed("Meetings", Week("Europe/Dublin", "2026-10-25")).Replace("TZOFFSETTO:+0000", "TZOFFSETTO:-0100", StringComparison.Ordinal);
        var read = await CalendarReaders.Read(text);
        Assert.NotEqual(Week("Europe/Dublin", "2026-10-25").Select(Meant), read.IcalJs.Entries.Select(Found).Order());
    }

    [Fact]
    public async Task A_zone_definition_stands_without_its_name()
    {
        var entries = Week("Europe/Dublin", "2026-10-25");
        var text = CalendarWriter.Feed("Meetings", entries).Replace("TZID=Europe/Dublin", "TZID=Somewhere", StringComparison.Ordinal).Replace("TZID:Europe/Dublin", "TZID:Somewhere", StringComparison.Ordinal);
        Assert.Equal(entries.Select(Meant), (await CalendarReaders.Read(text)).IcalJs.Entries.Select(Found).Order());
    }

    [Fact]
    public async Task Whole_days_are_dates_in_every_zone()
    {
        foreach (var reader in (await CalendarReaders.Read(CalendarWriter.Feed("Tasters", [Taster("2026-10-23", "2026-10-25")]))).Both)
        {
            var entry = Assert.Single(reader.Entries);
            Assert.Equal(("2026-10-23", "2026-10-26", 1, "TENTATIVE"), (entry.Start, entry.End, entry.Sequence, entry.Status));
        }
    }

    [Fact]
    public async Task Texts_come_back_as_they_were()
    {
        var entry = Meeting("2026-08-03T09:00Z") with
        {
            Summary = "Dr Ó Súilleabháin, Niamh; \\ \"first\" meeting: 20–30 min",
            Description = "Line one,\nline two; " + string.Concat(Enumerable.Repeat("👩🏽‍⚕️ é ", 60)).TrimEnd(),
            Location = "By video, see the page",
            Page = new Uri("https://outreach.example.org/mentoring/meetings/42?from=feed&x=1,2;3"),
        };
        foreach (var read in (await CalendarReaders.Read(CalendarWriter.Feed("Meetings", [entry]))).Both.Select(reader => Assert.Single(reader.Entries)))
            Assert.Equal((entry.Summary, entry.Description, entry.Location, entry.Page.AbsoluteUri), (read.Summary, read.Description, read.Location, read.Url));
    }

    [Fact]
    public async Task A_backslash_before_an_n_is_no_line_break()
    {
        // node-ical undoes the escapes one kind after the other and finds a line break.
        var read = await CalendarReaders.Read(CalendarWriter.Feed("Meetings", [Meeting("2026-08-03T09:00Z") with { Summary = @"C:\new" }]));
        Assert.Equal(@"C:\new", read.IcalJs.Entries[0].Summary);
    }

    [Theory]
    [InlineData(CalendarStatus.Confirmed, "REQUEST", "CONFIRMED")]
    [InlineData(CalendarStatus.Cancelled, "CANCEL", "CANCELLED")]
    public async Task An_invitation_names_both_sides_and_what_is_asked(CalendarStatus status, string method, string word)
    {
        var entry = Meeting("2026-08-03T09:00Z") with { Status = status, Sequence = 3 };
        foreach (var reader in (await CalendarReaders.Read(CalendarWriter.Invitation(entry, Organizer, Attendee))).Both)
        {
            var read = Assert.Single(reader.Entries);
            Assert.Equal((method, entry.Uid, 3, word), (reader.Method, read.Uid, read.Sequence, read.Status));
            Assert.Equal("mailto:mentoring@example.org", read.Organizer);
            Assert.Equal(["mailto:niamh+gp@example.org"], read.Attendees);
        }
    }

    [Fact]
    public async Task A_feed_invites_nobody()
    {
        foreach (var reader in (await CalendarReaders.Read(CalendarWriter.Feed("Meetings", [Meeting("2026-08-03T09:00Z")]))).Both)
        {
            Assert.Equal("PUBLISH", reader.Method);
            Assert.Equal(("", 0), (reader.Entries[0].Organizer, reader.Entries[0].Attendees.Length));
        }
    }

    [Fact]
    public async Task A_reminder_comes_before_the_start_unless_the_meeting_is_cancelled()
    {
        var entry = Meeting("2026-08-03T09:00Z") with { ReminderMinutes = 15 };
        Assert.Equal("-PT15M", (await CalendarReaders.Read(CalendarWriter.Feed("Meetings", [entry]))).IcalJs.Entries[0].Reminder);
        Assert.Equal("", (await CalendarReaders.Read(CalendarWriter.Feed("Meetings", [entry with { Status = CalendarStatus.Cancelled }]))).IcalJs.Entries[0].Reminder);
    }

    /// <summary>Every half-hour of the day before, of and after the change, and each noon of the week before and after it.</summary>
    private static CalendarEntry[] Week(string zone, string sunday)
    {
        var midnight = Instant($"{sunday}T00:00Z");
        var starts = Enumerable.Range(-48, 144).Select(half => midnight.AddMinutes(30 * half)).Concat(Enumerable.Range(-7, 15).Select(day => midnight.AddDays(day).AddHours(12)));
        return [.. starts.Distinct().Order().Select(start => Meeting(start, zone))];
    }

    private static string Meant(CalendarEntry entry) => entry.Time is TimedEntry time ? $"{Iso(time.StartsAt)} to {Iso(time.EndsAt)} {entry.Uid} {entry.Sequence} CONFIRMED {entry.Summary}" : "";

    private static string Found(ReadEntry entry) => $"{entry.Start} to {entry.End} {entry.Uid} {entry.Sequence} {entry.Status} {entry.Summary}";

    private static string Iso(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
