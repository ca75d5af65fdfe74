using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Practices;

public sealed class PublishingTests
{
    private static readonly PracticeFacts Facts = new("K81001", "ELM SURGERY", ["1 ELM ROAD"], "ZX1 1AA", "Y61", "QUE", "06H", "01234", null, 52.2, 0.12, "postcode");

    private static Given<PracticeState> Registered() => Empty().When((practice, _) => PracticeRules.Register(practice, new RegisterPractice(Guid.NewGuid(), "import", Facts)).Decision).And;

    private static Given<PracticeState> Empty() => new(PracticeState.Empty(GrainKeys.Practice("K81001")), Noon, (_, _) => [], (_, _) => []);

    private static PublishWeeks Term(DateOnly first, DateOnly last, params OfferTemplate[] offers) => new(
        Guid.NewGuid(), Manager, first, last, offers.Length == 0 ? [new OfferTemplate(TasterKind.Foundation, HalfDays.WholeWeek, 2, "Dr Elm")] : [.. offers], 3, Noon);

    private static Decided<PracticeState> Publish(Given<PracticeState> practice, PublishWeeks term, BankHolidays? holidays = null) =>
        practice.When((state, now) => PracticeRules.Publish(state, term, new TasterPolicy(), holidays ?? BankHolidays.Released, now));

    [Fact]
    public void A_term_becomes_one_planned_week_for_each_Monday()
    {
        var practice = Publish(Registered(), Term(new(2026, 9, 2), new(2026, 12, 18))).Then(typeof(TermAsked));
        var weeks = practice.State.Publishing!.Weeks;
        Assert.Equal(16, weeks.Length);
        Assert.All(weeks, week => Assert.Equal(DayOfWeek.Monday, week.Monday.DayOfWeek));
        Assert.Equal(new DateOnly(2026, 8, 31), weeks[0].Monday);
    }

    [Fact]
    public void A_bank_holiday_leaves_four_days()
    {
        var week = Publish(Registered(), Term(new(2026, 8, 31), new(2026, 8, 31))).And.State.Publishing!.Weeks.Single();
        Assert.Equal("Tue–Fri", week.Offers.Single().HalfDays.ToString());
    }

    [Fact]
    public void A_day_proclaimed_after_the_release_is_left_out()
    {
        var holidays = new BankHolidays(new HolidayPolicy { Proclaimed = { ["England"] = ["2026-09-09"] }, Withdrawn = { ["England"] = ["2026-08-31"] } });
        var weeks = Publish(Registered(), Term(new(2026, 8, 31), new(2026, 9, 7)), holidays).And.State.Publishing!.Weeks;
        Assert.Equal(HalfDays.WholeWeek, weeks[0].Offers.Single().HalfDays);
        Assert.Equal(HalfDays.WholeWeek.Without(HalfDays.Day(2)), weeks[1].Offers.Single().HalfDays);
    }

    [Fact]
    public void A_week_of_which_only_holidays_are_left_is_skipped_and_said_so()
    {
        var monday = new OfferTemplate(TasterKind.Foundation, HalfDays.Day(0), 1, "");
        var term = Publish(Registered(), Term(new(2026, 8, 31), new(2026, 9, 7), monday)).And.State.Publishing!;
        Assert.Equal(("BankHolidays", 1), (term.Skipped.Single().Code, term.Weeks.Length));
    }

    [Fact]
    public void Booking_closes_at_London_midnight_six_weeks_before_for_Foundation_doctors()
    {
        var closes = Publish(Registered(), Term(new(2026, 8, 3), new(2026, 8, 3))).And.State.Publishing!.Weeks.Single().Offers.Single().Closes;
        Assert.Equal(new DateTimeOffset(2026, 6, 21, 23, 0, 0, TimeSpan.Zero), closes);
    }

    [Fact]
    public void More_than_a_year_is_too_long() => Publish(Registered(), Term(new(2026, 8, 3), new(2027, 8, 9))).ThenRefused(RefusalCodes.TermTooLong);

    [Fact]
    public void A_year_is_not_too_long() => Publish(Registered(), Term(new(2026, 8, 3), new(2027, 8, 2))).Then(typeof(TermAsked));

    [Fact]
    public void A_week_that_is_over_is_refused() => Publish(Registered(), Term(new(2026, 4, 20), new(2026, 9, 7))).ThenRefused(RefusalCodes.WeekInPast);

    [Fact]
    public void A_reversed_term_is_refused() => Publish(Registered(), Term(new(2026, 9, 7), new(2026, 8, 3))).ThenRefused(RefusalCodes.InvalidCommand);

    [Fact]
    public void An_unknown_practice_publishes_nothing() => Publish(Empty(), Term(new(2026, 8, 3), new(2026, 8, 3))).ThenRefused(RefusalCodes.PracticeUnknown);

    [Fact]
    public void A_closed_practice_publishes_nothing() =>
        Publish(Registered().When((state, _) => PracticeRules.Close(state, new ClosePractice(Guid.NewGuid(), "import", new(2026, 5, 1)))).And, Term(new(2026, 8, 3), new(2026, 8, 3)))
            .ThenRefused(RefusalCodes.PracticeClosed);

    [Fact]
    public void A_practice_that_will_not_host_publishes_nothing() =>
        Publish(Registered().When((state, _) => PracticeRules.ChooseHosting(state, new ChooseHosting(Guid.NewGuid(), Manager, Hosting.NotHosting, "No room", null))).And, Term(new(2026, 8, 3), new(2026, 8, 3)))
            .ThenRefused(RefusalCodes.PracticeNotHosting);

    [Fact]
    public void A_choice_sent_again_is_answered_again_and_its_id_serves_no_other()
    {
        var choice = new ChooseHosting(Guid.NewGuid(), Manager, Hosting.NotHosting, "No room", null);
        var practice = Registered().When((state, _) => PracticeRules.ChooseHosting(state, choice)).Then(typeof(HostingChosen));
        practice.When((state, _) => PracticeRules.ChooseHosting(state, choice)).ThenNothing();
        practice.When((state, _) => PracticeRules.ChooseHosting(state, choice with { Reason = "No supervisor" })).ThenRefused(RefusalCodes.CommandReused);
        practice.When((state, _) => PracticeRules.ChooseHosting(state, choice with { Choice = Hosting.Interested })).ThenRefused(RefusalCodes.CommandReused);
        practice.When((state, _) => PracticeRules.DescribeAccess(state, new DescribeAccess(choice.Id, Manager, AccessFeatures.None)))
            .ThenRefused(RefusalCodes.CommandReused);
    }

    [Fact]
    public void A_publication_sent_again_is_answered_again_and_its_id_serves_no_other()
    {
        var term = Term(new(2026, 8, 3), new(2026, 8, 17));
        var practice = Publish(Registered(), term).And;
        Publish(practice, term).ThenNothing();
        Publish(practice, term with { DeskLimit = 4 }).ThenRefused(RefusalCodes.CommandReused);
        Publish(practice, term with { Opens = null }).ThenRefused(RefusalCodes.CommandReused);
        var asked = practice.State.Publishing!;
        practice.When((_, _) => new TermPublished(asked.Id, [.. asked.Weeks.Select(week => new PublishedWeek(week.Monday, HalfDays.WholeWeek, ""))]));
        Publish(practice, term).ThenNothing();
        Publish(practice, term with { Last = new(2026, 8, 24) }).ThenRefused(RefusalCodes.CommandReused);
        Assert.Equal(3, Assert.Single(practice.State.Published).Weeks.Length);
    }

    [Fact]
    public void Without_an_opening_booking_opens_at_once_and_a_later_repeat_is_the_same_command()
    {
        var term = Term(new(2026, 8, 3), new(2026, 8, 3)) with { Opens = null };
        var practice = Publish(Registered(), term).And;
        Assert.Equal(Noon, practice.State.Publishing!.Weeks.Single().Offers.Single().Opens);
        Publish(practice.After(TimeSpan.FromMinutes(1)), term).ThenNothing();
    }

    [Theory]
    [InlineData(0, 2), InlineData(51, 2), InlineData(2, 0), InlineData(2, 101)]
    public void Places_and_desks_out_of_range_are_refused(int capacity, int desks) =>
        Publish(Registered(), Term(new(2026, 8, 3), new(2026, 8, 3), new OfferTemplate(TasterKind.Foundation, HalfDays.WholeWeek, capacity, "")) with { DeskLimit = desks })
            .ThenRefused(RefusalCodes.CapacityOutOfRange);

    [Fact]
    public void Closing_owes_a_stop_to_every_future_week()
    {
        var practice = Publish(Registered(), Term(new(2026, 8, 3), new(2026, 8, 17))).And;
        var term = practice.State.Publishing!;
        practice.When((_, _) => new TermPublished(term.Id, [.. term.Weeks.Select(week => new PublishedWeek(week.Monday, HalfDays.WholeWeek, ""))])).Then(typeof(TermPublished));
        practice.When((state, _) => PracticeRules.Close(state, new ClosePractice(Guid.NewGuid(), "import", new(2026, 8, 10)))).Then(typeof(PracticeClosed));
        Assert.Equal([new DateOnly(2026, 8, 10), new DateOnly(2026, 8, 17)], practice.State.StopsOwed);
        Assert.NotNull(practice.State.DueAt);
    }

    [Fact]
    public void An_import_tells_what_changed()
    {
        var practice = Registered();
        Assert.Equal(PracticeChange.Unchanged, Tell(practice, Facts));
        Assert.Equal(PracticeChange.Renamed, Tell(practice, Facts with { Name = "OAK SURGERY" }));
        Assert.Equal(PracticeChange.Moved, Tell(practice, Facts with { Name = "OAK SURGERY", Postcode = "ZX1 2AA" }));
        Assert.Equal(PracticeChange.Updated, Tell(practice, Facts with { Name = "OAK SURGERY", Postcode = "ZX1 2AA", Phone = "09999" }));
        practice.When((state, _) => PracticeRules.Close(state, new ClosePractice(Guid.NewGuid(), "import", new(2026, 5, 1)))).Then(typeof(PracticeClosed));
        Assert.Equal(PracticeChange.Reopened, Tell(practice, Facts));
    }

    [Fact]
    public void A_coarser_position_never_replaces_an_exact_one()
    {
        var practice = Registered();
        Assert.Equal(PracticeChange.Unchanged, Tell(practice, Facts with { Latitude = 52, Longitude = 0, PositionQuality = "outcode" }));
    }

    private static PracticeChange Tell(Given<PracticeState> practice, PracticeFacts facts)
    {
        var change = PracticeChange.Unchanged;
        practice.When((state, _) =>
        {
            (var decision, change) = PracticeRules.Register(state, new RegisterPractice(Guid.NewGuid(), "import", facts));
            return decision;
        });
        return change;
    }
}
