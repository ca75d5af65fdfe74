using OutreachSilo.Common;
using static OutreachSilo.Mentoring.SomeHours;

namespace OutreachSilo.Mentoring;

public sealed class HoursRulesTests
{
    private static readonly MentorHours Good = Hours(weekly: [On(DayOfWeek.Monday, "09:00", "12:00"), On(DayOfWeek.Monday, "12:00", "00:00"), On(DayOfWeek.Tuesday, "09:00", "12:00")]);

    [Fact]
    public void Hours_that_touch_each_other_or_end_with_the_day_are_accepted() => Assert.Null(HoursRules.Problem(Good));

    [Fact]
    public void A_mentor_may_have_no_hours_at_all() => Assert.Null(HoursRules.Problem(Hours()));

    [Theory]
    [InlineData("")]
    [InlineData("GMT Standard Time")]
    [InlineData("europe/london")]
    [InlineData("UTC+05:30")]
    [InlineData("../etc/passwd")]
    public void Only_names_of_the_zone_database_are_zones(string zone) => Refused(RefusalCodes.ZoneUnknown, Good with { Zone = zone });

    [Fact]
    public void A_missing_zone_is_unknown() => Refused(RefusalCodes.ZoneUnknown, Good with { Zone = null! });

    [Theory]
    [InlineData(-1, 0, 30)]
    [InlineData(121, 0, 30)]
    [InlineData(0, -1, 30)]
    [InlineData(0, 337, 30)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 0, 185)]
    [InlineData(0, 0, 33)]
    public void Buffer_notice_and_length_have_bounds(int buffer, int notice, int slot) =>
        Refused(RefusalCodes.HoursInvalid, Good with { BufferMinutes = buffer, NoticeHours = notice, SlotMinutes = slot });

    [Theory]
    [InlineData("09:00", "09:00")]
    [InlineData("12:00", "09:00")]
    [InlineData("09:00:30", "12:00")]
    [InlineData("09:00", "12:00:00.001")]
    public void Hours_run_forward_in_whole_minutes(string from, string to)
    {
        Refused(RefusalCodes.HoursInvalid, Hours(weekly: On(DayOfWeek.Monday, from, to)));
        Refused(RefusalCodes.HoursInvalid, Good.With(Extra("2026-08-03", from, to)));
    }

    [Fact]
    public void Days_and_kinds_must_be_known()
    {
        Refused(RefusalCodes.HoursInvalid, Hours(weekly: On((DayOfWeek)7, "09:00", "12:00")));
        Refused(RefusalCodes.HoursInvalid, Good.With(Away("2026-08-03") with { Kind = (HoursExceptionKind)2 }));
        Refused(RefusalCodes.HoursInvalid, Good.With(Away("2200-01-01")));
    }

    [Fact]
    public void Lists_must_be_there()
    {
        Refused(RefusalCodes.HoursInvalid, Good with { Weekly = default });
        Refused(RefusalCodes.HoursInvalid, Good with { Exceptions = default });
    }

    [Fact]
    public void Entries_that_share_a_minute_are_refused()
    {
        Refused(RefusalCodes.HoursOverlap, Hours(weekly: [On(DayOfWeek.Monday, "11:59", "13:00"), On(DayOfWeek.Monday, "09:00", "12:00")]));
        Refused(RefusalCodes.HoursOverlap, Good.With(Away("2026-08-03"), Away("2026-08-03", "09:00", "10:00")));
        Refused(RefusalCodes.HoursOverlap, Good.With(Extra("2026-08-03", "09:00", "11:00"), Extra("2026-08-03", "10:00", "12:00")));
    }

    [Fact]
    public void Extra_hours_may_lie_in_a_time_away() => Assert.Null(HoursRules.Problem(Good.With(Away("2026-08-03"), Extra("2026-08-03", "18:00", "19:00"))));

    [Fact]
    public void The_lists_have_limits()
    {
        var weekly = Enumerable.Range(0, 51).Select(hour => On((DayOfWeek)(hour / 10), $"{hour % 10:00}:00", $"{hour % 10:00}:30")).ToArray();
        Assert.Null(HoursRules.Problem(Hours(weekly: weekly[..50])));
        Refused(RefusalCodes.HoursTooMany, Hours(weekly: weekly));
        var exceptions = Enumerable.Range(0, 201).Select(day => new HoursException(Date("2026-08-03").AddDays(day), HoursExceptionKind.Away, default, default)).ToArray();
        Assert.Null(HoursRules.Problem(Good.With(exceptions[..200])));
        Refused(RefusalCodes.HoursTooMany, Good.With(exceptions));
    }

    private static void Refused(string code, MentorHours hours)
    {
        var problem = HoursRules.Problem(hours);
        Assert.Equal(code, problem?.Code);
        Assert.NotEmpty(problem!.Detail);
    }
}
