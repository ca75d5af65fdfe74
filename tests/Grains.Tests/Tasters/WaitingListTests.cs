using OutreachSilo.Common;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Tasters;

public sealed class WaitingListTests
{
    private readonly HoldPlace hold = HoldFor(Ana);
    private readonly JoinWaitingList ben = WaitFor(Ben);
    private readonly JoinWaitingList cleo = WaitFor(Cleo);

    private Given<TasterWeekState> FullWithTwoWaiting() => Published(capacity: 1).WhenHeld(hold).And.WhenConfirmed(hold.Id, Ana).And.WhenWaiting(ben).And.WhenWaiting(cleo).And;

    [Fact]
    public void Waiting_is_refused_while_places_are_free() => Published().WhenWaiting(ben).ThenRefused(RefusalCodes.PlacesFree);

    [Fact]
    public void The_position_is_shown_and_moves_up()
    {
        var week = FullWithTwoWaiting();
        Assert.Equal((1, 2), (Position(week, ben.Id), Position(week, cleo.Id)));
        week.WhenReleased(ben.Id, Ben).Then(typeof(PlaceReleased));
        Assert.Equal(1, Position(week, cleo.Id));
    }

    [Fact]
    public void A_freed_place_is_offered_to_the_first_in_the_same_step()
    {
        var week = FullWithTwoWaiting().WhenReleased(hold.Id, Ana).Then(typeof(PlaceWithdrawn), typeof(PlaceOffered));
        Assert.Equal((PlaceState.Offered, Noon.AddHours(48)), (week.State.Places[ben.Id].State, week.State.Places[ben.Id].Until));
        Assert.Equal((0, 1, 1), (week.Offer().Free, week.Offer().Offered, week.Offer().Waiting));
    }

    [Fact]
    public void Nobody_can_jump_the_queue_while_a_place_is_offered() =>
        FullWithTwoWaiting().WhenReleased(hold.Id, Ana).And.WhenHeld(HoldFor("0000000000000000000000000000000d")).ThenRefused(RefusalCodes.WeekFull);

    [Fact]
    public void An_accepted_offer_is_confirmed_and_single_use()
    {
        var week = FullWithTwoWaiting().WhenReleased(hold.Id, Ana).And.WhenAccepted(ben.Id, Ben).Then(typeof(OfferAccepted));
        week.WhenAccepted(ben.Id, Ben).ThenNothing();
        week.WhenReleased(ben.Id, Ben).Then(typeof(PlaceWithdrawn), typeof(PlaceOffered)).WhenAccepted(ben.Id, Ben).ThenRefused(RefusalCodes.PlaceEnded);
    }

    [Fact]
    public void A_declined_offer_goes_to_the_next_at_once() =>
        FullWithTwoWaiting().WhenReleased(hold.Id, Ana).And.WhenReleased(ben.Id, Ben).Then(typeof(PlaceReleased), typeof(PlaceOffered));

    [Fact]
    public void An_expired_offer_goes_to_the_next_and_cannot_be_accepted()
    {
        var week = FullWithTwoWaiting().WhenReleased(hold.Id, Ana).And.WhenTimePasses(TimeSpan.FromHours(48)).Then(typeof(PlaceExpired), typeof(PlaceOffered));
        week.WhenAccepted(ben.Id, Ben).ThenRefused(RefusalCodes.OfferExpired);
        week.WhenAccepted(cleo.Id, Cleo).Then(typeof(OfferAccepted));
    }

    [Fact]
    public void Somebody_who_waits_has_nothing_to_accept() => FullWithTwoWaiting().WhenAccepted(ben.Id, Ben).ThenRefused(RefusalCodes.PlaceNotOffered);

    [Fact]
    public void More_capacity_promotes_as_many_as_fit() =>
        FullWithTwoWaiting().When((week, _) => WeekHostRules.SetCapacity(week, new SetCapacity(Guid.NewGuid(), Manager, TasterKind.Foundation, 3)))
            .Then(typeof(CapacitySet), typeof(PlaceOffered), typeof(PlaceOffered));

    [Fact]
    public void An_expired_hold_promotes() =>
        Published(capacity: 1).WhenHeld(hold).And.WhenWaiting(ben).And.WhenTimePasses(TimeSpan.FromMinutes(10)).Then(typeof(PlaceExpired), typeof(PlaceOffered));

    [Fact]
    public void Nothing_is_offered_once_booking_has_closed() =>
        FullWithTwoWaiting().After(TimeSpan.FromDays(30)).WhenReleased(hold.Id, Ana).Then(typeof(PlaceWithdrawn));

    [Fact]
    public void An_offer_never_outlives_the_booking_window()
    {
        var week = FullWithTwoWaiting().After(TimeSpan.FromDays(29)).WhenReleased(hold.Id, Ana).And;
        Assert.Equal(Noon.AddDays(30), week.State.Places[ben.Id].Until);
    }

    [Fact]
    public void The_two_kinds_are_served_in_order_of_arrival_when_they_share_the_desks()
    {
        var student = WaitFor(Cleo, TasterKind.School);
        var week = Published(1, Terms(TasterKind.Foundation, 1), Terms(TasterKind.School, 1)).WhenHeld(hold).And.WhenWaiting(student).And.WhenWaiting(ben).And;
        week.WhenReleased(hold.Id, Ana).Then(typeof(PlaceReleased), typeof(PlaceOffered));
        Assert.Equal(PlaceState.Offered, week.State.Places[student.Id].State);
    }

    [Fact]
    public void A_waiting_person_can_neither_wait_twice_nor_book()
    {
        var week = FullWithTwoWaiting();
        week.WhenWaiting(WaitFor(Ben)).ThenRefused(RefusalCodes.AlreadyWaiting).WhenHeld(HoldFor(Ben)).ThenRefused(RefusalCodes.AlreadyWaiting);
        week.WhenWaiting(ben).ThenNothing();
    }

    [Fact]
    public void A_full_list_refuses()
    {
        var week = Published(capacity: 1).WhenHeld(hold).And;
        for (var i = 1; i <= TasterLimits.WaitingMax; i++) week.WhenWaiting(WaitFor($"{i + 0x100:x32}"));
        week.WhenWaiting(WaitFor(Ben)).ThenRefused(RefusalCodes.WaitingListFull);
    }

    private static int Position(Given<TasterWeekState> week, Guid place) => week.State.View(week.State.Places[place]).Position;
}
