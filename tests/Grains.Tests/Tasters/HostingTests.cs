using OutreachSilo.Common;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Tasters;

public sealed class HostingTests
{
    [Theory]
    [InlineData(0), InlineData(-1), InlineData(51), InlineData(int.MaxValue)]
    public void A_capacity_out_of_range_is_not_published(int capacity) => Refused(Publication(5, Terms(capacity: capacity)), RefusalCodes.CapacityOutOfRange);

    [Theory]
    [InlineData(0), InlineData(-7), InlineData(101)]
    public void Desks_out_of_range_are_not_published(int desks) => Refused(Publication(desks), RefusalCodes.CapacityOutOfRange);

    [Fact]
    public void Two_offers_of_one_kind_are_not_published() => Refused(Publication(5, Terms(), Terms()), RefusalCodes.InvalidCommand);

    [Fact]
    public void An_offer_without_half_days_is_not_published() => Refused(Publication(5, Terms(halfDays: HalfDays.None)), RefusalCodes.InvalidCommand);

    [Fact]
    public void Half_days_beyond_Friday_are_not_published() => Refused(Publication(5, Terms(halfDays: new HalfDays(1 << 10))), RefusalCodes.InvalidCommand);

    [Fact]
    public void A_window_that_is_over_is_not_published() => Refused(Publication(5, Terms(opens: Noon.AddDays(-9), closes: Noon)), RefusalCodes.WeekInPast);

    [Fact]
    public void A_window_that_closes_before_it_opens_is_not_published() => Refused(Publication(5, Terms(opens: Noon.AddDays(9), closes: Noon.AddDays(8))), RefusalCodes.WeekClosed);

    [Fact]
    public void The_same_publication_twice_changes_nothing_and_another_is_refused()
    {
        var publication = Publication();
        var week = Unpublished().When((state, now) => WeekHostRules.Publish(state, publication, now)).Then(typeof(WeekPublished));
        week.When((state, now) => WeekHostRules.Publish(state, publication, now)).ThenNothing();
        week.When((state, now) => WeekHostRules.Publish(state, Publication(), now)).ThenRefused(RefusalCodes.WeekAlreadyPublished);
    }

    [Fact]
    public void Capacity_goes_down_to_what_is_taken_and_no_lower()
    {
        var week = Published(capacity: 3).WhenHeld(HoldFor(Ana)).And.WhenHeld(HoldFor(Ben)).And;
        Set(week, 2).Then(typeof(CapacitySet));
        Set(week, 1).ThenRefused(RefusalCodes.CapacityBelowTaken);
        Assert.Equal((0, 2), (week.Offer().Free, week.Offer().Capacity));
    }

    [Fact]
    public void A_late_repeat_does_not_set_an_old_capacity_again()
    {
        var first = new SetCapacity(Guid.NewGuid(), Manager, TasterKind.Foundation, 3);
        var week = Published(capacity: 2).When((state, _) => WeekHostRules.SetCapacity(state, first)).And;
        Set(week, 5).Then(typeof(CapacitySet));
        week.When((state, _) => WeekHostRules.SetCapacity(state, first)).ThenNothing();
        Assert.Equal(5, week.Offer().Capacity);
    }

    [Fact]
    public void An_id_that_set_a_capacity_sets_no_other()
    {
        var first = new SetCapacity(Guid.NewGuid(), Manager, TasterKind.Foundation, 3);
        var week = Published(capacity: 2).When((state, _) => WeekHostRules.SetCapacity(state, first)).And;
        week.When((state, _) => WeekHostRules.SetCapacity(state, first with { Capacity = 4 })).ThenRefused(RefusalCodes.CommandReused);
        Assert.Equal(3, week.Offer().Capacity);
    }

    [Fact]
    public void No_number_of_other_commands_makes_an_old_one_new()
    {
        var first = new SetCapacity(Guid.NewGuid(), Manager, TasterKind.Foundation, 3);
        var week = Published(capacity: 2).When((state, _) => WeekHostRules.SetCapacity(state, first)).And;
        for (var other = 0; other < 200; other++) Set(week, 10 + other % 2);
        week.When((state, _) => WeekHostRules.SetCapacity(state, first)).ThenNothing();
        Assert.Equal(11, week.Offer().Capacity);
    }

    [Theory]
    [InlineData(-1), InlineData(51), InlineData(int.MinValue)]
    public void Capacity_out_of_range_is_refused(int capacity) => Set(Published(), capacity).ThenRefused(RefusalCodes.CapacityOutOfRange);

    [Fact]
    public void No_places_at_all_is_a_capacity() => Assert.Equal(0, Set(Published(), 0).Then(typeof(CapacitySet)).Offer().Free);

    private static Decided<TasterWeekState> Set(Given<TasterWeekState> week, int capacity) =>
        week.When((state, _) => WeekHostRules.SetCapacity(state, new SetCapacity(Guid.NewGuid(), Manager, TasterKind.Foundation, capacity)));

    private static void Refused(PublishWeek command, string code) =>
        Unpublished().When((week, now) => WeekHostRules.Publish(week, command, now)).ThenRefused(code);
}
