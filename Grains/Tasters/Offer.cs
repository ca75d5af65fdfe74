using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

/// <summary>One kind's places in a week, with what the week's changes have made of them.</summary>
internal sealed record Offer(OfferTerms Terms)
{
    /// <summary>Held, offered and confirmed places per half-day.</summary>
    public HalfDayCounts Taken { get; init; }

    public int Held { get; init; }

    public int Offered { get; init; }

    public int Confirmed { get; init; }

    public ImmutableSortedSet<WaitingEntry> Waiting { get; init; } = [];

    public ImmutableSortedSet<Deadline> Deadlines { get; init; } = [];

    public Deadline? NextDeadline => Deadlines.IsEmpty ? null : Deadlines.Min;

    public Offer Count(Place place, int by) => this with
    {
        Taken = place.TakesRoom ? Taken.Add(place.HalfDays, by) : Taken,
        Held = Held + (place.State == PlaceState.Held ? by : 0),
        Offered = Offered + (place.State == PlaceState.Offered ? by : 0),
        Confirmed = Confirmed + (place.State == PlaceState.Confirmed ? by : 0),
        Waiting = place.State != PlaceState.Waiting ? Waiting : by > 0 ? Waiting.Add(new(place.Order, place.Id)) : Waiting.Remove(new(place.Order, place.Id)),
        Deadlines = place.Until is not { } until ? Deadlines : by > 0 ? Deadlines.Add(new(until, place.Id)) : Deadlines.Remove(new(until, place.Id)),
    };
}
