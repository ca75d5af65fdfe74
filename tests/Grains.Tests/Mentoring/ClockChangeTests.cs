using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Hosting;
using static OutreachSilo.Common.RefusalCodes;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Mentoring;

/// <summary>Meetings of a mentor who meets in the hour that clocks leave out or have twice, from the slot to both agendas.</summary>
public sealed class ClockChangeTests
{
    [Theory]
    [InlineData("Europe/London")]
    [InlineData("Europe/Dublin")]
    public async Task In_the_hour_that_comes_twice_the_same_clock_time_is_two_meetings_an_hour_apart(string zone)
    {
        await using var host = await Begun("2026-10-01T12:00Z", zone);
        var (anas, bens) = (await host.Signed(), await host.Signed(Ben));
        var slots = Yes(await host.Mentor().FreeSlots(new DateOnly(2026, 10, 25), new DateOnly(2026, 10, 25))).Slots.Where(slot => slot.StartsAt.DateTime.TimeOfDay == new TimeSpan(1, 30, 0)).ToList();
        Assert.Equal([ClockPass.First, ClockPass.Second], slots.Select(slot => slot.Pass));
        Assert.Equal(TimeSpan.FromHours(1), slots[1].StartsAt - slots[0].StartsAt);

        Yes(await host.Pair(anas).Book(Booking(slots[0].StartsAt.ToUniversalTime())));
        No(SlotTaken, await host.Pair(bens).Book(Booking(slots[0].StartsAt.ToUniversalTime(), Ben)));
        Yes(await host.Pair(bens).Book(Booking(slots[1].StartsAt.ToUniversalTime(), Ben)));
        Assert.Equal(
            slots.Select(slot => slot.StartsAt.UtcDateTime),
            (await host.Person(Mia).Agenda()).Engagements.Where(engagement => !engagement.Ended).Select(engagement => engagement.StartsAt.UtcDateTime).Order());
    }

    [Theory]
    [InlineData("Europe/London")]
    [InlineData("Europe/Dublin")]
    public async Task In_the_hour_that_does_not_exist_nothing_is_offered_and_what_is_before_and_after_follows_without_a_gap(string zone)
    {
        await using var host = await Begun("2027-03-01T12:00Z", zone);
        var pair = await host.Signed();
        var sunday = new DateOnly(2027, 3, 28);
        var slots = Yes(await host.Mentor().FreeSlots(sunday, sunday)).Slots;
        Assert.DoesNotContain(slots, slot => slot.StartsAt.Hour == 1);
        Assert.Equal(["00:00", "00:30", "02:00", "02:30"], slots.Select(slot => slot.StartsAt.ToString("HH:mm", CultureInfo.InvariantCulture)));
        Assert.Equal([0, 30, 60, 90], slots.Select(slot => (slot.StartsAt - Instant("2027-03-28T00:00Z")).TotalMinutes));

        // Moved over the change a meeting stays the same one.
        var meeting = Yes(await host.Pair(pair).Book(Booking(slots[1].StartsAt.ToUniversalTime())));
        var moved = Yes(await host.Pair(pair).Move(new MoveMeeting(Guid.NewGuid(), Mia, meeting.Id, slots[2].StartsAt.ToUniversalTime(), 30)));
        Assert.Equal((meeting.Id, 1, slots[2].StartsAt.UtcDateTime), (moved.Id, moved.Sequence, moved.StartsAt.UtcDateTime));
    }

    private static async Task<GrainHost> Begun(string start, string zone)
    {
        var host = await GrainHost.New();
        host.Time.Jump(Instant(start) - host.Time.GetUtcNow());
        await host.Begin(hours: new MentorHours(zone, [new WeeklyHours(DayOfWeek.Sunday, new TimeOnly(0, 0), new TimeOnly(3, 0))], [], 0, 1, 30));
        return host;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
