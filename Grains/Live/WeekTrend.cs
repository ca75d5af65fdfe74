using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>One offer's past, day by day, and when it was published and first full; a fold of its week's changes.</summary>
/// <param name="Days">Only days on which something happened, in order.</param>
/// <param name="Full">Null when it never was full.</param>
public sealed record WeekTrend(string Host, ImmutableArray<TrendDay> Days, DateTimeOffset Published, DateTimeOffset? Full)
{
    /// <summary>The past of one kind's offer, or null when the week has none.</summary>
    /// <param name="entries">All changes of the week, in order.</param>
    /// <param name="dayOf">The day on which an instant falls.</param>
    /// <exception cref="InvalidDataException">A change is none that this program knows.</exception>
    public static WeekTrend? Of(WeekId week, TasterKind kind, IEnumerable<JournalEntry> entries, Func<DateTimeOffset, DateOnly> dayOf)
    {
        var (state, published, full) = (TasterWeekState.Empty(week.ToString()), default(DateTimeOffset), default(DateTimeOffset?));
        var days = new SortedDictionary<DateOnly, TrendDay>();
        foreach (var entry in entries)
        {
            var change = TasterWeekState.Changes.Read(entry);
            var before = state;
            state = state.Apply(change, entry.At);
            if (change is WeekPublished) published = entry.At;
            if (state.OfferOf(kind) is not { } offer) continue;
            if (full is null && state.Free(offer) == 0) full = entry.At;
            var (places, requested, confirmed) = Count(change, kind, before, state);
            if (places == 0 && requested == 0 && confirmed == 0) continue;
            var day = dayOf(entry.At);
            var sum = days.GetValueOrDefault(day) ?? new TrendDay(day, 0, 0, 0);
            days[day] = new TrendDay(day, sum.Places + places, sum.Requested + requested, sum.Confirmed + confirmed);
        }

        return state.OfferOf(kind) is null ? null : new WeekTrend(state.Host?.Name ?? "", [.. days.Values], published, full);
    }

    private static (int Places, int Requested, int Confirmed) Count(Change change, TasterKind kind, TasterWeekState before, TasterWeekState after) => change switch
    {
        WeekPublished or CapacitySet => (Capacity(after, kind) - Capacity(before, kind), 0, 0),
        PlaceHeld x when x.Offer == kind => (0, 1, 0),
        WaitingJoined x when x.Offer == kind => (0, 1, 0),
        PlaceConfirmed x when after.Places[x.Place].Kind == kind => (0, 0, 1),
        OfferAccepted x when after.Places[x.Place].Kind == kind => (0, 0, 1),
        _ => default,
    };

    private static int Capacity(TasterWeekState state, TasterKind kind) => state.OfferOf(kind)?.Terms.Capacity ?? 0;
}
