using OutreachSilo.Common;
using OutreachSilo.Mutants;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Tasters;

public sealed class HoldingTests
{
    [Fact]
    public void A_free_place_is_held_for_the_policy_minutes()
    {
        var hold = HoldFor(Ana);
        var week = Published().WhenHeld(hold).Then(typeof(PlaceHeld));
        Assert.Equal(Noon.AddMinutes(10), week.State.View(week.State.Places[hold.Id]).Until);
        Assert.Equal((1, 1), (week.Offer().Free, week.Offer().Held));
    }

    [Fact]
    public void A_full_week_refuses_the_next_doctor() =>
        Published(capacity: 1).WhenHeld(HoldFor(Ana)).And.WhenHeld(HoldFor(Ben)).ThenRefused(RefusalCodes.WeekFull);

    [Fact]
    public void Negative_control_of_an_overbooked_week_the_invariant_notices()
    {
        var week = Published(capacity: 1).WhenHeld(HoldFor(Ana)).And;
        Assert.Throws<InvariantException>(() => week.When((state, now) => TasterWeekRules.Hold(OverbookedWeek.WithRoom(state), HoldFor(Ben), now)));
    }

    [Fact]
    public void A_repeat_changes_nothing()
    {
        var hold = HoldFor(Ana);
        Published(capacity: 1).WhenHeld(hold).And.WhenHeld(hold).ThenNothing();
    }

    [Fact]
    public void A_late_repeat_of_a_confirmation_gets_its_answer_though_the_place_was_given_up_since()
    {
        var hold = HoldFor(Ana);
        var confirm = On(hold.Id, Ana);
        Published().WhenHeld(hold).And
            .When((week, _) => TasterWeekRules.Confirm(week, confirm)).And
            .WhenReleased(hold.Id, Ana).And
            .When((week, _) => TasterWeekRules.Confirm(week, confirm)).ThenNothing();
    }

    [Fact]
    public void A_week_that_does_not_exist_refuses_without_a_row() => Assert.Empty(Unpublished().WhenHeld(HoldFor(Ana)).Changes);

    [Fact]
    public void A_look_at_a_full_week_costs_no_row_and_refuses_no_place_that_it_knows()
    {
        var hold = HoldFor(Ana);
        var week = Published(capacity: 1).WhenHeld(hold).And;
        Assert.Equal(RefusalCodes.WeekFull, TasterWeekRules.Quote(week.State, Guid.NewGuid(), TasterKind.Foundation, waits: false, Noon)?.Code);
        Assert.Null(TasterWeekRules.Quote(week.State, Guid.NewGuid(), TasterKind.Foundation, waits: true, Noon));
        Assert.Null(TasterWeekRules.Quote(week.State, hold.Id, TasterKind.Foundation, waits: false, Noon));
    }

    [Fact]
    public void A_place_that_was_refused_stays_refused_though_the_message_comes_again_when_there_is_room()
    {
        var (anas, bens) = (HoldFor(Ana), HoldFor(Ben));
        var refused = Published(capacity: 1).WhenHeld(anas).And.WhenHeld(bens);
        Assert.IsType<PlaceRefused>(Assert.Single(refused.Changes));
        refused.ThenRefused(RefusalCodes.WeekFull).WhenReleased(anas.Id, Ana).And.WhenHeld(bens).ThenRefused(RefusalCodes.WeekFull).WhenHeld(HoldFor(Ben)).Then(typeof(PlaceHeld));
    }

    [Fact]
    public void A_place_refused_twice_is_written_down_once()
    {
        var bens = HoldFor(Ben);
        var refused = Published(capacity: 1).WhenHeld(HoldFor(Ana)).And.WhenHeld(bens).ThenRefused(RefusalCodes.WeekFull);
        Assert.Empty(refused.WhenHeld(bens).Changes);
    }

    [Fact]
    public void A_command_id_of_somebody_else_is_refused()
    {
        var hold = HoldFor(Ana);
        Published().WhenHeld(hold).And.WhenHeld(hold with { Person = Ben }).ThenRefused(RefusalCodes.CommandReused);
    }

    [Fact]
    public void One_person_holds_one_place_of_a_kind() =>
        Published().WhenHeld(HoldFor(Ana)).And.WhenHeld(HoldFor(Ana)).ThenRefused(RefusalCodes.AlreadyBooked);

    [Fact]
    public void An_unpublished_week_is_unknown() => Unpublished().WhenHeld(HoldFor(Ana)).ThenRefused(RefusalCodes.WeekUnknown);

    [Fact]
    public void A_kind_without_an_offer_is_refused() => Published().WhenHeld(HoldFor(Ana, TasterKind.School)).ThenRefused(RefusalCodes.OfferUnknown);

    [Fact]
    public void Before_the_window_opens_it_is_not_open() =>
        Published(5, Terms(opens: Noon.AddSeconds(1))).WhenHeld(HoldFor(Ana)).ThenRefused(RefusalCodes.WeekNotOpen).After(TimeSpan.FromSeconds(1)).WhenHeld(HoldFor(Ana)).Then(typeof(PlaceHeld));

    [Fact]
    public void At_the_end_of_the_window_it_is_closed() =>
        Published(5, Terms(closes: Noon.AddHours(1))).After(TimeSpan.FromHours(1)).WhenHeld(HoldFor(Ana)).ThenRefused(RefusalCodes.WeekClosed);

    [Fact]
    public void Other_half_days_than_offered_are_refused() =>
        Published().WhenHeld(HoldFor(Ana, halfDays: HalfDays.Day(0))).ThenRefused(RefusalCodes.OfferChanged);

    [Fact]
    public void A_hold_frees_its_place_at_its_deadline_and_not_before()
    {
        var week = Published(capacity: 1).WhenHeld(HoldFor(Ana)).And;
        week.After(TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1)).WhenHeld(HoldFor(Ben)).ThenRefused(RefusalCodes.WeekFull);
        week.After(TimeSpan.FromTicks(1)).WhenHeld(HoldFor(Ben)).Then(typeof(PlaceExpired), typeof(PlaceHeld));
    }

    [Fact]
    public void A_hold_is_confirmed_once_and_then_stays()
    {
        var hold = HoldFor(Ana);
        var week = Published(capacity: 1).WhenHeld(hold).And.WhenConfirmed(hold.Id, Ana).Then(typeof(PlaceConfirmed));
        week.WhenConfirmed(hold.Id, Ana).ThenNothing();
        week.WhenTimePasses(TimeSpan.FromDays(1)).ThenNothing();
        Assert.Equal((0, 0, 1), (week.Offer().Free, week.Offer().Held, week.Offer().Confirmed));
    }

    [Fact]
    public void An_expired_hold_cannot_be_confirmed()
    {
        var hold = HoldFor(Ana);
        Published().WhenHeld(hold).And.After(TimeSpan.FromMinutes(10)).WhenConfirmed(hold.Id, Ana).ThenRefused(RefusalCodes.HoldExpired);
    }

    [Fact]
    public void Nobody_confirms_or_releases_the_place_of_another()
    {
        var hold = HoldFor(Ana);
        Published().WhenHeld(hold).And
            .WhenConfirmed(hold.Id, Ben).ThenRefused(RefusalCodes.PlaceUnknown)
            .WhenReleased(hold.Id, Ben).ThenRefused(RefusalCodes.PlaceUnknown);
    }

    [Fact]
    public void A_released_hold_is_free_again_and_ended()
    {
        var hold = HoldFor(Ana);
        var week = Published(capacity: 1).WhenHeld(hold).And.WhenReleased(hold.Id, Ana).Then(typeof(PlaceReleased));
        week.WhenReleased(hold.Id, Ana).ThenNothing();
        week.WhenConfirmed(hold.Id, Ana).ThenRefused(RefusalCodes.PlaceEnded).WhenHeld(HoldFor(Ana)).Then(typeof(PlaceHeld));
    }

    [Fact]
    public void A_cancelled_booking_frees_the_place()
    {
        var hold = HoldFor(Ana);
        var week = Published(capacity: 1).WhenHeld(hold).And.WhenConfirmed(hold.Id, Ana).And.WhenReleased(hold.Id, Ana).Then(typeof(PlaceWithdrawn));
        Assert.Equal(1, week.Offer().Free);
    }

    [Fact]
    public void Both_kinds_share_the_desks_per_half_day()
    {
        var morning = new HalfDays(0b01);
        var week = Published(1, Terms(TasterKind.Foundation, 3), Terms(TasterKind.School, 3, morning)).WhenHeld(HoldFor(Ana)).And;
        week.WhenHeld(HoldFor(Ben, TasterKind.School, halfDays: morning)).ThenRefused(RefusalCodes.DeskLimitReached);
        Assert.Equal((0, 0), (week.Offer().Free, week.Offer(TasterKind.School).Free));
    }

    [Fact]
    public void Kinds_on_different_half_days_do_not_share_a_desk() =>
        Published(1, Terms(TasterKind.Foundation, 1, HalfDays.Day(0)), Terms(TasterKind.School, 1, HalfDays.Day(1)))
            .WhenHeld(HoldFor(Ana, halfDays: HalfDays.Day(0))).And
            .WhenHeld(HoldFor(Ben, TasterKind.School, halfDays: HalfDays.Day(1))).Then(typeof(PlaceHeld));

    [Fact]
    public void Stopped_booking_refuses_but_keeps_what_is_booked()
    {
        var hold = HoldFor(Ana);
        var week = Published().WhenHeld(hold).And.When((state, _) => WeekHostRules.StopBooking(state, new StopBooking(Guid.NewGuid(), Manager, "The practice closed."))).And;
        week.WhenHeld(HoldFor(Ben)).ThenRefused(RefusalCodes.BookingStopped);
        week.WhenConfirmed(hold.Id, Ana).Then(typeof(PlaceConfirmed));
    }
}
