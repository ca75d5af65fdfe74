using OutreachSilo.Common;
using static OutreachSilo.Mentoring.SomeHours;

namespace OutreachSilo.Mentoring;

public sealed class SlotRulesTests
{
    private static readonly DateTimeOffset Earlier = Instant("2026-01-01");
    private static readonly WeeklyHours SundayNight = On(DayOfWeek.Sunday, "00:00", "04:00");

    // Monday 3 August 2026, 09:00 to 10:45 in London, which is 08:00 to 09:45 UTC.
    private static readonly MentorHours Morning = Hours(weekly: On(DayOfWeek.Monday, "09:00", "10:45"));

    [Fact]
    public void Hours_are_divided_from_their_start_and_the_rest_is_left_over() => Assert.Equal(["09:00+01", "09:30+01", "10:00+01"], Shown(On3August(Morning)));

    [Fact]
    public void A_slot_lasts_as_long_as_the_hours_say()
    {
        var slot = On3August(Morning)[0];
        Assert.Equal((Instant("2026-08-03T08:00Z"), Instant("2026-08-03T08:30Z")), (slot.StartsAt, slot.EndsAt));
    }

    [Fact]
    public void A_time_away_cuts_the_hours() =>
        Assert.Equal(["09:00+01", "10:00+01"], Shown(On3August(Morning.With(Away("2026-08-03", "09:30", "10:00")))));

    [Fact]
    public void A_day_away_has_no_slots() => Assert.Empty(On3August(Morning.With(Away("2026-08-03"))));

    [Fact]
    public void Extra_hours_hold_on_a_day_away() =>
        Assert.Equal(["18:00+01"], Shown(On3August(Morning.With(Away("2026-08-03"), Extra("2026-08-03", "18:00", "18:30")))));

    [Fact]
    public void Extra_hours_join_weekly_hours_that_they_touch() =>
        Assert.Equal(["08:50+01", "09:20+01", "09:50+01"], Shown(On3August(Morning.With(Extra("2026-08-03", "08:50", "09:10")))));

    [Fact]
    public void Hours_may_last_to_the_end_of_the_day_and_go_on_the_next()
    {
        var hours = Hours(weekly: [On(DayOfWeek.Monday, "23:00", "00:00"), On(DayOfWeek.Tuesday, "00:00", "00:30")]);
        Assert.Equal(["23:00+01", "23:30+01", "00:00+01"], Shown(SlotRules.Free(hours, [], Earlier, Date("2026-08-03"), Date("2026-08-04"))));
    }

    [Fact]
    public void A_taken_time_and_its_buffer_are_not_free()
    {
        var hours = Hours(weekly: On(DayOfWeek.Monday, "09:00", "12:00"));
        TakenTime[] taken = [Taken("2026-08-03T09:00Z")];
        Assert.Equal(["09:00+01", "09:30+01", "10:30+01", "11:00+01", "11:30+01"], Shown(On3August(hours, taken)));
        Assert.Equal(["09:00+01", "11:00+01", "11:30+01"], Shown(On3August(hours with { BufferMinutes = 1 }, taken)));
        Assert.Equal(["09:00+01", "11:00+01", "11:30+01"], Shown(On3August(hours with { BufferMinutes = 30 }, taken)));
        Assert.Equal(["11:30+01"], Shown(On3August(hours with { BufferMinutes = 31 }, taken)));
    }

    [Fact]
    public void Notice_is_elapsed_time_also_over_a_clock_change()
    {
        // Twenty-four hours after Saturday 09:00 GMT it is Sunday 10:00 BST.
        var hours = Hours(notice: 24, weekly: On(DayOfWeek.Sunday, "09:00", "11:00"));
        var slots = SlotRules.Free(hours, [], Instant("2026-03-28T09:00Z"), Date("2026-03-29"), Date("2026-03-29"));
        Assert.Equal(["10:00+01", "10:30+01"], Shown(slots));
    }

    [Theory]
    [InlineData(London, "2026-03-29")]
    [InlineData(Dublin, "2026-03-29")]
    [InlineData(London, "2027-03-28")]
    [InlineData(Dublin, "2027-03-28")]
    public void The_hour_that_clocks_skip_has_no_slots(string zone, string sunday)
    {
        var slots = SlotRules.Free(Hours(zone, weekly: SundayNight), [], Earlier, Date(sunday), Date(sunday));
        Assert.Equal(["00:00+00", "00:30+00", "02:00+01", "02:30+01", "03:00+01", "03:30+01"], Shown(slots));
        Assert.Equal(Instant($"{sunday}T01:00Z"), slots[1].EndsAt);
        Assert.Equal(Instant($"{sunday}T01:00Z"), slots[2].StartsAt);
    }

    [Fact]
    public void Hours_that_lie_in_the_skipped_hour_are_none() =>
        Assert.Empty(SlotRules.Free(Hours(weekly: On(DayOfWeek.Sunday, "01:00", "02:00")), [], Earlier, Date("2026-03-29"), Date("2026-03-29")));

    [Fact]
    public void A_slot_may_run_over_the_skipped_hour()
    {
        var slot = Assert.Single(SlotRules.Free(Hours(weekly: On(DayOfWeek.Sunday, "00:45", "02:15")), [], Earlier, Date("2026-03-29"), Date("2026-03-29")));
        Assert.Equal("00:45+00 to 02:15+01", $"{slot.StartsAt:HH:mmzz} to {slot.EndsAt:HH:mmzz}");
        Assert.Equal(TimeSpan.FromMinutes(30), slot.EndsAt - slot.StartsAt);
    }

    [Theory]
    [InlineData(London, "2026-10-25")]
    [InlineData(Dublin, "2026-10-25")]
    [InlineData(London, "2027-10-31")]
    [InlineData(Dublin, "2027-10-31")]
    public void The_hour_that_comes_twice_has_slots_both_times(string zone, string sunday)
    {
        var slots = SlotRules.Free(Hours(zone, weekly: On(DayOfWeek.Sunday, "01:00", "02:00")), [], Earlier, Date(sunday), Date(sunday));
        Assert.Equal(["01:00+01 First", "01:30+01 First", "01:00+00 Second", "01:30+00 Second"], Shown(slots));
        Assert.Equal([0, 30, 60, 90], slots.Select(slot => (slot.StartsAt - Instant($"{sunday}T00:00Z")).TotalMinutes));
    }

    [Fact]
    public void Hours_of_half_the_repeated_hour_come_in_two_runs() =>
        Assert.Equal(
            ["00:30+01", "01:00+01 First", "01:00+00 Second"],
            Shown(SlotRules.Free(Hours(weekly: On(DayOfWeek.Sunday, "00:30", "01:30")), [], Earlier, Date("2026-10-25"), Date("2026-10-25"))));

    [Fact]
    public void Of_two_equal_times_only_the_taken_one_is_not_free()
    {
        var hours = Hours(weekly: On(DayOfWeek.Sunday, "01:00", "02:00"));
        TakenTime[] taken = [Taken("2026-10-25T01:30+01:00")];
        Assert.Equal(["01:00+01 First", "01:00+00 Second", "01:30+00 Second"], Shown(SlotRules.Free(hours, taken, Earlier, Date("2026-10-25"), Date("2026-10-25"))));
        Assert.Equal(RefusalCodes.SlotTaken, SlotRules.NotFree(hours, taken, Earlier, Instant("2026-10-25T01:30+01:00"), 30)?.Code);
        Assert.Null(SlotRules.NotFree(hours, taken, Earlier, Instant("2026-10-25T01:30+00:00"), 30));
    }

    [Fact]
    public void A_zone_far_away_keeps_its_own_dates_and_clock()
    {
        // Monday morning in Auckland is Sunday evening in UTC; there the clocks go forward on 27 September 2026.
        var hours = Hours("Pacific/Auckland", weekly: [On(DayOfWeek.Monday, "09:00", "10:00"), On(DayOfWeek.Sunday, "01:30", "03:30")]);
        Assert.Equal(["09:00+12", "09:30+12"], Shown(On3August(hours)));
        Assert.Equal(Instant("2026-08-02T21:00Z"), On3August(hours)[0].StartsAt);
        Assert.Equal(["01:30+12", "03:00+13"], Shown(SlotRules.Free(hours, [], Earlier, Date("2026-09-27"), Date("2026-09-27"))));
    }

    [Fact]
    public void Where_clocks_change_at_midnight_the_day_starts_late()
    {
        // Santiago goes from 24:00 on Saturday straight to 01:00 on Sunday 6 September 2026.
        var hours = Hours("America/Santiago", weekly: SundayNight);
        Assert.Equal(["01:00-03", "01:30-03"], Shown(SlotRules.Free(hours, [], Earlier, Date("2026-09-06"), Date("2026-09-06")))[..2]);
    }

    [Fact]
    public void Clocks_that_go_back_over_midnight_keep_slots_in_order()
    {
        // Santiago comes to 24:00 on Saturday 4 April 2026 and then has its last hour again.
        var hours = Hours("America/Santiago", weekly: [On(DayOfWeek.Saturday, "23:00", "00:00"), On(DayOfWeek.Sunday, "00:00", "00:30")]);
        Assert.Equal(
            ["23:00-03 First", "23:30-03 First", "23:00-04 Second", "23:30-04 Second", "00:00-04"],
            Shown(SlotRules.Free(hours, [], Earlier, Date("2026-04-04"), Date("2026-04-05"))));
    }

    [Fact]
    public void A_refusal_says_what_stands_against_the_time()
    {
        var hours = Morning with { NoticeHours = 2, BufferMinutes = 10 };
        var now = Instant("2026-08-03T06:00Z");
        TakenTime[] taken = [Taken("2026-08-03T08:30Z")];
        Assert.Equal(RefusalCodes.SlotTaken, Code("2026-08-03T08:00Z"));
        Assert.Equal(RefusalCodes.SlotNotOffered, Code("2026-08-03T09:01Z"));
        Assert.Equal(RefusalCodes.SlotNotOffered, Code("2026-08-03T09:30Z"));
        Assert.Equal(RefusalCodes.SlotNotOffered, Code("2026-08-10T08:00Z", minutes: 25));
        Assert.Equal(RefusalCodes.NoticeTooShort, Code("2026-08-03T07:30Z"));
        Assert.Equal(RefusalCodes.NoticeTooShort, Code("2026-08-03T05:00Z"));
        Assert.Null(Code("2026-08-10T08:00Z"));

        string? Code(string startsAt, int minutes = 30) => SlotRules.NotFree(hours, taken, now, Instant(startsAt), minutes)?.Code;
    }

    [Fact]
    public void Instants_at_the_ends_of_time_are_refused()
    {
        Assert.Equal(RefusalCodes.NoticeTooShort, SlotRules.NotFree(Morning, [], Earlier, DateTimeOffset.MinValue, 30)?.Code);
        Assert.Equal(RefusalCodes.SlotNotOffered, SlotRules.NotFree(Morning, [], Earlier, DateTimeOffset.MaxValue, 30)?.Code);
        Assert.Empty(SlotRules.Free(Morning, [], Earlier, DateOnly.MinValue, DateOnly.MinValue));
        Assert.Empty(SlotRules.Free(Morning, [], Earlier, DateOnly.MaxValue, DateOnly.MaxValue));
    }

    [Fact]
    public void Nothing_is_offered_after_the_last_year()
    {
        var hours = Hours("America/New_York", weekly: [.. Enum.GetValues<DayOfWeek>().Select(day => On(day, "23:00", "00:00"))]);
        Assert.Equal(2, SlotRules.Free(hours, [], Earlier, Date("2199-12-31"), Date("2200-01-02")).Length);
        Assert.Null(SlotRules.NotFree(hours, [], Earlier, Instant("2199-12-31T23:00-05:00"), 30));
        Assert.Equal(RefusalCodes.SlotNotOffered, SlotRules.NotFree(hours, [], Earlier, Instant("2200-01-01T23:00-05:00"), 30)?.Code);
    }

    [Fact]
    public void A_look_is_at_most_ninety_two_days_long_and_sees_at_most_five_hundred_slots()
    {
        WeeklyHours[] daily = [.. Enum.GetValues<DayOfWeek>().Select(day => On(day, "09:00", "10:00"))];
        Assert.Equal(92, SlotRules.Free(Hours(slot: 60, weekly: daily), [], Earlier, Date("2020-01-01"), Date("2199-01-01")).Length);
        Assert.Equal(500, SlotRules.Free(Hours(weekly: [.. daily.Select(day => day with { To = Time("18:00") })]), [], Earlier, Date("2026-01-01"), Date("2026-12-31")).Length);
    }

    private static MeetingSlot[] On3August(MentorHours hours, params TakenTime[] taken) => [.. SlotRules.Free(hours, taken, Earlier, Date("2026-08-03"), Date("2026-08-03"))];
}
