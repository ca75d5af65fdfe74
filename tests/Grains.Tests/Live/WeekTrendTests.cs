using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Live;

public sealed class WeekTrendTests
{
    private static readonly DateOnly May4 = new(2026, 5, 4);
    private readonly Given<TasterWeekState> week = Unpublished();
    private readonly List<JournalEntry> entries = [];

    [Fact]
    public void Each_day_counts_what_was_published_asked_for_and_confirmed()
    {
        Do(week.When((state, now) => WeekHostRules.Publish(state, Publication(5, Terms(capacity: 2)), now)));
        var (ana, ben) = (HoldFor(Ana), HoldFor(Ben));
        Do(week.WhenHeld(ana));
        Do(week.WhenConfirmed(ana.Id, Ana));
        week.After(TimeSpan.FromDays(2));
        Do(week.WhenHeld(ben));
        Do(week.WhenWaiting(WaitFor(Cleo)));
        Do(week.WhenReleased(ana.Id, Ana));

        var trend = Of()!;
        Assert.Equal([new TrendDay(May4, 2, 1, 1), new TrendDay(May4.AddDays(2), 0, 2, 0)], trend.Days);
        Assert.Equal((Noon, Noon.AddDays(2), Host.Name), (trend.Published, trend.Full, trend.Host));
    }

    [Fact]
    public void An_offer_accepted_counts_as_confirmed_on_its_day()
    {
        Do(week.When((state, now) => WeekHostRules.Publish(state, Publication(5, Terms(capacity: 1)), now)));
        var (ana, ben) = (HoldFor(Ana), WaitFor(Ben));
        Do(week.WhenHeld(ana));
        Do(week.WhenWaiting(ben));
        Do(week.WhenReleased(ana.Id, Ana));
        week.After(TimeSpan.FromDays(1));
        Do(week.WhenAccepted(ben.Id, Ben));
        Assert.Equal([new TrendDay(May4, 1, 2, 0), new TrendDay(May4.AddDays(1), 0, 0, 1)], Of()!.Days);
    }

    [Fact]
    public void Places_taken_back_count_below_nought_and_a_week_fills_only_once()
    {
        Do(week.When((state, now) => WeekHostRules.Publish(state, Publication(9, Terms(capacity: 3)), now)));
        week.After(TimeSpan.FromDays(1));
        Do(week.WhenHeld(HoldFor(Ana)));
        Do(week.When((state, _) => WeekHostRules.SetCapacity(state, new SetCapacity(Guid.NewGuid(), Manager, TasterKind.Foundation, 1))));
        week.After(TimeSpan.FromDays(1));
        Do(week.When((state, _) => WeekHostRules.SetCapacity(state, new SetCapacity(Guid.NewGuid(), Manager, TasterKind.Foundation, 2))));
        Do(week.WhenHeld(HoldFor(Ben)));
        var trend = Of()!;
        Assert.Equal([3, -2, 1], trend.Days.Select(day => day.Places));
        Assert.Equal(Noon.AddDays(1), trend.Full);
    }

    [Fact]
    public void A_kind_has_a_past_of_its_own()
    {
        Do(week.When((state, now) => WeekHostRules.Publish(state, Publication(5, Terms(capacity: 2), Terms(TasterKind.School, capacity: 1)), now)));
        Do(week.WhenHeld(HoldFor(Ana, TasterKind.School)));
        Assert.Equal([new TrendDay(May4, 2, 0, 0)], Of()!.Days);
        Assert.Null(Of()!.Full);
        Assert.Equal([new TrendDay(May4, 1, 1, 0)], Of(TasterKind.School)!.Days);
        Assert.Equal(Noon, Of(TasterKind.School)!.Full);
    }

    [Fact]
    public void A_week_without_an_offer_of_the_kind_has_no_past()
    {
        Assert.Null(Of());
        Do(week.When((state, now) => WeekHostRules.Publish(state, Publication(), now)));
        Assert.Null(Of(TasterKind.School));
    }

    private WeekTrend? Of(TasterKind kind = TasterKind.Foundation) => WeekTrend.Of(Id, kind, entries, at => DateOnly.FromDateTime(at.UtcDateTime));

    private void Do(Decided<TasterWeekState> decided)
    {
        foreach (var change in decided.Changes) entries.Add(ChangeCatalog.Write(change, entries.Count + 1, decided.And.Now, Manager, Guid.NewGuid()));
    }
}
