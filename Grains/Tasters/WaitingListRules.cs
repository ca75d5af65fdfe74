using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

/// <summary>What time ends and whom the waiting list moves up. First come, first served, over both kinds where they share desks.</summary>
internal static class WaitingListRules
{
    /// <summary>Ends every hold and offer whose deadline has come.</summary>
    public static ImmutableArray<Change> Lapse(TasterWeekState week, DateTimeOffset now)
    {
        if (week.DueAt is not { } due || due > now) return [];
        return [.. week.Offers.SelectMany(offer => offer.Deadlines.TakeWhile(deadline => deadline.Until <= now)).Order().Select(deadline => new PlaceExpired(deadline.Place))];
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
            var terms = week.OfferOf(week.Places[next].Kind)!.Terms;
            var until = now.AddHours(terms.OfferHours);
            var offered = new PlaceOffered(next, terms.HalfDays, until < terms.Closes ? until : terms.Closes);
            (changes ??= ImmutableArray.CreateBuilder<Change>()).Add(offered);
            week = week.Apply(offered, now);
        }

        return changes?.ToImmutable() ?? [];
    }

    private static Guid? Next(TasterWeekState week, DateTimeOffset now)
    {
        WaitingEntry? first = null;
        foreach (var offer in week.Offers)
        {
            if (offer.Waiting.IsEmpty || now < offer.Terms.Opens || now >= offer.Terms.Closes || week.Free(offer) == 0) continue;
            if (first is null || offer.Waiting.Min.Order < first.Value.Order) first = offer.Waiting.Min;
        }

        return first?.Place;
    }
}
