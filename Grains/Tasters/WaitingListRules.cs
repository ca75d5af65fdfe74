using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Tasters;

/// <summary>What time ends and whom the waiting list moves up. First come, first served, over both kinds where they share desks.</summary>
internal static class WaitingListRules
{
    /// <summary>Ends every hold and offer whose deadline has come.</summary>
    public static ImmutableArray<Change> Lapse(TasterWeekState week, DateTimeOffset now)
    {
        if (week.DueAt is not { } due || due > now) return [];
        return [.. week.Allocation.Lapsed(now).Select(place => new PlaceExpired(place))];
    }

    /// <summary>
    /// Reserves freed places for those who wait, longest first. Nothing is offered once booking has closed: that would be too late for
    /// the notice rule. An offer never outlives the booking window.
    /// </summary>
    public static ImmutableArray<Change> Promote(TasterWeekState week, DateTimeOffset now)
    {
        if (week.Stopped is not null) return [];
        ImmutableArray<Change>.Builder? changes = null;
        while (Next(week, now) is { } next)
        {
            var terms = week.OfferOf((TasterKind)next.Line)!.Terms;
            var until = now.AddHours(terms.OfferHours);
            var offered = new PlaceOffered(next.Id, terms.HalfDays, until < terms.Closes ? until : terms.Closes);
            (changes ??= ImmutableArray.CreateBuilder<Change>()).Add(offered);
            week = week.Apply(offered, now);
        }

        return changes?.ToImmutable() ?? [];
    }

    private static Claim? Next(TasterWeekState week, DateTimeOffset now) => week.Allocation.NextWaiting(
        line => week.OfferOf((TasterKind)line) is { Terms: var terms } && now >= terms.Opens && now < terms.Closes,
        claim => WeekPools.Of((TasterKind)claim.Line, week.OfferOf((TasterKind)claim.Line)!.Terms.HalfDays));
}
