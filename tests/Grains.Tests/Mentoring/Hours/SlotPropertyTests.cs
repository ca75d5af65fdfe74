using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace OutreachSilo.Mentoring;

/// <summary>Free slots of random hours about the clock changes, judged minute by minute with the framework's own time zones.</summary>
public sealed class SlotPropertyTests
{
    private static readonly string[] Zones = ["Europe/London", "Europe/Dublin", "America/New_York", "America/Santiago", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kolkata"];
    private static readonly DateOnly[] Sundays = [new(2026, 3, 29), new(2026, 10, 25), new(2027, 3, 28), new(2027, 10, 31), new(2026, 4, 5), new(2026, 9, 6), new(2026, 11, 1)];

    [Fact]
    public void No_free_slot_overlaps_another() => Check(look => look.Slots.Zip(look.Slots.Skip(1)).All(pair => pair.First.EndsAt <= pair.Second.StartsAt));

    [Fact]
    public void Every_slot_has_the_length_of_the_hours() => Check(look => look.Slots.All(slot => (slot.EndsAt - slot.StartsAt).TotalMinutes == look.Hours.SlotMinutes));

    [Fact]
    public void Every_slot_lies_in_the_hours_by_the_wall_clock() => Check(look => look.Slots.All(look.IsOpenThroughout));

    [Fact]
    public void Every_slot_shows_the_clock_of_the_zone() => Check(look => look.Slots.All(slot => look.Local(slot.StartsAt) == slot.StartsAt.DateTime && look.Local(slot.EndsAt) == slot.EndsAt.DateTime));

    [Fact]
    public void A_slot_is_one_of_two_exactly_when_its_clock_time_comes_again() =>
        Check(look => look.Slots.All(slot => (slot.Pass == ClockPass.First) == look.ShowsTheSame(slot, 1) && (slot.Pass == ClockPass.Second) == look.ShowsTheSame(slot, -1)));

    [Fact]
    public void Every_slot_keeps_the_notice_and_the_buffer() =>
        Check(look => look.Slots.All(slot => slot.StartsAt >= look.Now.AddHours(look.Hours.NoticeHours) && !look.Taken.Any(taken => look.IsTooNear(slot, taken))));

    [Fact]
    public void What_is_free_can_be_booked_and_nothing_else() => Check(look =>
    {
        var starts = look.Slots.Select(slot => slot.StartsAt).ToHashSet();
        return look.Minutes().All(minute => SlotRules.NotFree(look.Hours, look.Taken, look.Now, minute, look.Hours.SlotMinutes) is null == starts.Contains(minute));
    });

    [Fact]
    public void An_open_stretch_without_meetings_leaves_less_than_a_slot_unused() =>
        Check(look => (look with { Taken = [], Hours = look.Hours with { NoticeHours = 0 } }).LongestUnused() < look.Hours.SlotMinutes * 2);

    [Fact]
    public void A_rule_that_forgets_the_buffer_is_caught() => CheckFails(look =>
        SlotRules.Free(look.Hours with { BufferMinutes = 0 }, look.Taken, look.Now, look.From, look.To).All(slot => !look.Taken.Any(taken => look.IsTooNear(slot, taken))));

    [Fact]
    public void A_rule_that_takes_one_offset_for_all_days_is_caught() => CheckFails(look =>
        look.Slots.All(slot => look.IsOpenThroughout(slot with { StartsAt = new DateTimeOffset(slot.StartsAt.DateTime, look.Zone.GetUtcOffset(look.Now)) })));

    private static void Check(Func<Look, bool> property) => FsCheck.Check.One(Fixed, Prop.ForAll(Looks().ToArbitrary(), property));

    private static void CheckFails(Func<Look, bool> property) => Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() => Check(property)).Message, StringComparison.Ordinal);

    /// <summary>The same hours in every run.</summary>
    private static Config Fixed => Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(20261025, 1).WithQuietOnSuccess(true);

    private static Gen<Look> Looks() =>
        from zone in Gen.Elements(Zones)
        from sunday in Gen.Elements(Sundays)
        from weekly in Gen.ListOf(Weekly())
        from exceptions in Gen.ListOf(Exception(sunday))
        from slot in Gen.Choose(4, 12)
        from buffer in Gen.Choose(0, 60)
        from notice in Gen.Choose(0, 30)
        from hoursBefore in Gen.Choose(0, 60)
        from taken in Gen.ListOf(Taken(sunday))
        select new Look(
            Disjoint(new MentorHours(zone, [.. weekly], [.. exceptions], buffer, notice, slot * 5)), [.. taken],
            new DateTimeOffset(sunday.ToDateTime(default), TimeSpan.Zero).AddHours(-hoursBefore), sunday.AddDays(-1), sunday.AddDays(1));

    // Mostly the nights about the change, which are Saturday to Monday in every zone.
    private static Gen<WeeklyHours> Weekly() =>
        from day in Gen.Elements(DayOfWeek.Saturday, DayOfWeek.Sunday, DayOfWeek.Sunday, DayOfWeek.Monday)
        from time in Stretch()
        select new WeeklyHours(day, time.From, time.To);

    private static Gen<HoursException> Exception(DateOnly sunday) =>
        from day in Gen.Choose(-1, 1)
        from kind in Gen.Elements(HoursExceptionKind.Away, HoursExceptionKind.Extra)
        from time in Stretch()
        select new HoursException(sunday.AddDays(day), kind, time.From, time.To);

    private static Gen<(TimeOnly From, TimeOnly To)> Stretch() =>
        from start in Gen.Frequency((3, Gen.Choose(0, 5 * 60)), (1, Gen.Choose(0, 23 * 60)))
        from length in Gen.Choose(1, 300)
        select (new TimeOnly(0).AddMinutes(start), new TimeOnly(0).AddMinutes(Math.Min(start + length, 24 * 60)));

    private static Gen<TakenTime> Taken(DateOnly sunday) =>
        from minute in Gen.Choose(-24 * 60, 48 * 60)
        from minutes in Gen.Choose(20, 60)
        let start = new DateTimeOffset(sunday.ToDateTime(default), TimeSpan.Zero).AddMinutes(minute)
        select new TakenTime(start, start.AddMinutes(minutes));

    /// <summary>Entries are dropped until the rest may be published.</summary>
    private static MentorHours Disjoint(MentorHours hours)
    {
        while (hours.Weekly.Length > 0 && HoursRules.Problem(hours with { Exceptions = [] }) is not null) hours = hours with { Weekly = hours.Weekly.RemoveAt(0) };
        while (HoursRules.Problem(hours) is not null) hours = hours with { Exceptions = hours.Exceptions.RemoveAt(0) };
        return hours;
    }

    private sealed record Look(MentorHours Hours, ImmutableArray<TakenTime> Taken, DateTimeOffset Now, DateOnly From, DateOnly To)
    {
        public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Hours.Zone);

        public ImmutableArray<MeetingSlot> Slots => SlotRules.Free(Hours, Taken, Now, From, To);

        public DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

        public bool IsOpenThroughout(MeetingSlot slot) => Enumerable.Range(0, Hours.SlotMinutes).All(minute => IsOpen(slot.StartsAt.AddMinutes(minute)));

        public bool IsTooNear(MeetingSlot slot, TakenTime taken) =>
            slot.StartsAt < taken.EndsAt.AddMinutes(Hours.BufferMinutes) && taken.StartsAt.AddMinutes(-Hours.BufferMinutes) < slot.EndsAt;

        /// <summary>Whether the clock showed or will show the slot's start again, as far away as clocks go back.</summary>
        public bool ShowsTheSame(MeetingSlot slot, int direction) =>
            Local(slot.StartsAt.AddMinutes(direction * 30)) == slot.StartsAt.DateTime || Local(slot.StartsAt.AddMinutes(direction * 60)) == slot.StartsAt.DateTime;

        /// <summary>Every minute whose local date is one of the look's.</summary>
        public IEnumerable<DateTimeOffset> Minutes()
        {
            var zone = Zone;
            var start = new DateTimeOffset(From.ToDateTime(default), TimeSpan.Zero).AddHours(-15);
            return Enumerable.Range(0, 102 * 60).Select(minute => start.AddMinutes(minute))
                .Where(minute => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(minute, zone).DateTime) is var date && date >= From && date <= To);
        }

        public int LongestUnused()
        {
            var slots = Slots;
            var used = slots.SelectMany(slot => Enumerable.Range(0, Hours.SlotMinutes).Select(minute => slot.StartsAt.AddMinutes(minute))).ToHashSet();
            var (longest, current) = (0, 0);
            foreach (var minute in Minutes().Where(minute => minute >= Now.AddMinutes(Hours.SlotMinutes)))
            {
                current = IsOpen(minute) && !used.Contains(minute) ? current + 1 : 0;
                longest = Math.Max(longest, current);
            }

            return longest;
        }

        private bool IsOpen(DateTimeOffset instant)
        {
            var local = Local(instant);
            var (date, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
            var today = Hours.Exceptions.Where(entry => entry.Date == date && Covers(entry.From, entry.To, time)).Select(entry => entry.Kind).ToList();
            return today.Contains(HoursExceptionKind.Extra)
                || (!today.Contains(HoursExceptionKind.Away) && Hours.Weekly.Any(entry => entry.Day == date.DayOfWeek && Covers(entry.From, entry.To, time)));
        }

        private static bool Covers(TimeOnly from, TimeOnly to, TimeOnly time) => time >= from && (to == default || time < to);
    }
}
