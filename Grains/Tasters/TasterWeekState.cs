using System.Collections.Immutable;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Live;

namespace OutreachSilo.Tasters;

/// <summary>A taster week: the fold of its changes.</summary>
internal sealed record TasterWeekState : IJournaledState<TasterWeekState>, IBoardRowSource
{
    public required WeekId Id { get; init; }

    public HostFacts? Host { get; init; }

    public int DeskLimit { get; init; }

    public string? Stopped { get; init; }

    /// <summary>Id of the command that published the week.</summary>
    public Guid PublishedBy { get; init; }

    /// <summary>The last commands that set a capacity, oldest first: a late repeat must not set an old number again.</summary>
    public ImmutableList<Guid> CapacityCommands { get; init; } = [];

    /// <summary>By kind; at most one each.</summary>
    public ImmutableArray<Offer> Offers { get; init; } = [];

    /// <summary>Every place the week has known, ended ones too: a repeated command must get its answer.</summary>
    public ImmutableDictionary<Guid, Place> Places { get; init; } = ImmutableDictionary<Guid, Place>.Empty;

    /// <summary>What was refused for good, by the id that the place would have had.</summary>
    public ImmutableDictionary<Guid, Refusal> Refused { get; init; } = ImmutableDictionary<Guid, Refusal>.Empty;

    public ImmutableDictionary<(string Person, TasterKind Kind), Guid> OpenPlaces { get; init; } =
        ImmutableDictionary<(string, TasterKind), Guid>.Empty;

    public bool IsPublished => Host is not null;

    public DateTimeOffset? DueAt
    {
        get
        {
            DateTimeOffset? due = null;
            foreach (var offer in Offers)
                if (offer.NextDeadline is { } first && (due is null || first.Until < due)) due = first.Until;
            return due;
        }
    }

    public static TasterWeekState Empty(string key) => new() { Id = WeekId.Parse(key) };

    public Offer? OfferOf(TasterKind kind)
    {
        foreach (var offer in Offers)
            if (offer.Terms.Kind == kind) return offer;
        return null;
    }

    /// <summary>The offer's own room: the least over its half-days; below zero never.</summary>
    public static int PlacesLeft(Offer offer) => Math.Max(0, offer.Terms.Capacity - offer.Taken.Most(offer.Terms.HalfDays));

    /// <summary>The desks' room on these half-days, both kinds counted together.</summary>
    public int DesksLeft(HalfDays halfDays)
    {
        var most = 0;
        for (var i = 0; i < HalfDays.PerWeek; i++)
        {
            if (!halfDays.Contains(i)) continue;
            var taken = 0;
            foreach (var offer in Offers) taken += offer.Taken[i];
            most = Math.Max(most, taken);
        }

        return Math.Max(0, DeskLimit - most);
    }

    public int Free(Offer offer) => Math.Min(PlacesLeft(offer), DesksLeft(offer.Terms.HalfDays));

    public Place? OpenPlaceOf(string person, TasterKind kind) => OpenPlaces.TryGetValue((person, kind), out var id) ? Places[id] : null;

    public TasterWeekState Apply(Change change, DateTimeOffset at) => change switch
    {
        WeekPublished x => this with { PublishedBy = x.Id, Host = x.Host, DeskLimit = x.DeskLimit, Offers = [.. x.Offers.Select(terms => new Offer(terms))] },
        CapacitySet x => WithCapacity(x),
        BookingStopped x => this with { Stopped = x.Reason },
        HostChanged x => this with { Host = x.Host },
        PlaceHeld x => Put(null, new Place(x.Place, x.Person, x.Offer, x.HalfDays, PlaceState.Held, at, x.Until, Places.Count)),
        PlaceRefused x => this with { Refused = Refused.SetItem(x.Place, new Refusal(x.Code, x.Detail)) },
        WaitingJoined x => Put(null, new Place(x.Place, x.Person, x.Offer, HalfDays.None, PlaceState.Waiting, at, null, Places.Count)),
        PlaceOffered x => Move(x.Place, at, PlaceState.Offered, x.Until, x.HalfDays),
        PlaceConfirmed x => Move(x.Place, at, PlaceState.Confirmed, confirmedBy: x.Command),
        OfferAccepted x => Move(x.Place, at, PlaceState.Confirmed, confirmedBy: x.Command),
        PlaceReleased x => Move(x.Place, at, PlaceState.Released),
        PlaceExpired x => Move(x.Place, at, PlaceState.Expired),
        PlaceWithdrawn x => Move(x.Place, at, PlaceState.Withdrawn),
        _ => throw new InvalidDataException($"{Id} cannot take a {change.GetType().Name}."),
    };

    private TasterWeekState WithCapacity(CapacitySet change)
    {
        var offer = OfferOf(change.Offer)!;
        var commands = CapacityCommands.Count < TasterLimits.RememberedCommands ? CapacityCommands : CapacityCommands.RemoveAt(0);
        var changed = offer with { Terms = offer.Terms with { Capacity = change.Capacity } };
        return this with { Offers = WithOffer(changed), CapacityCommands = commands.Add(change.Id) };
    }

    private TasterWeekState Move(Guid id, DateTimeOffset at, PlaceState to, DateTimeOffset? until = null, HalfDays? halfDays = null, Guid? confirmedBy = null)
    {
        var before = Places[id];
        return Put(before, before with
        {
            State = to,
            Since = at,
            Until = until,
            HalfDays = halfDays ?? before.HalfDays,
            CameFromWaiting = before.CameFromWaiting || before.State == PlaceState.Waiting,
            ConfirmedBy = confirmedBy ?? before.ConfirmedBy,
        });
    }

    private TasterWeekState Put(Place? before, Place after)
    {
        var offer = OfferOf(after.Kind)!;
        if (before is not null) offer = offer.Count(before, -1);
        offer = offer.Count(after, +1);
        var open = OpenPlaces;
        if (after.IsOpen != (before?.IsOpen ?? false))
            open = after.IsOpen ? open.SetItem((after.Person, after.Kind), after.Id) : open.Remove((after.Person, after.Kind));
        return this with { Offers = WithOffer(offer), Places = Places.SetItem(after.Id, after), OpenPlaces = open };
    }

    private ImmutableArray<Offer> WithOffer(Offer offer)
    {
        for (var i = 0; i < Offers.Length; i++)
            if (Offers[i].Terms.Kind == offer.Terms.Kind) return Offers.SetItem(i, offer);
        throw new InvalidDataException($"{Id} has no {offer.Terms.Kind} offer.");
    }

    public void Check()
    {
        foreach (var offer in Offers)
        {
            if (offer.Taken.Most(HalfDays.WholeWeek) > offer.Terms.Capacity)
                throw new InvariantException($"{Id}: more {offer.Terms.Kind} places taken than the capacity of {offer.Terms.Capacity}.");
        }

        for (var i = 0; i < HalfDays.PerWeek; i++)
        {
            var taken = 0;
            foreach (var offer in Offers) taken += offer.Taken[i];
            if (taken > DeskLimit) throw new InvariantException($"{Id}: more people than the {DeskLimit} desks on half-day {i}.");
        }
    }

    public void CheckWhole()
    {
        Check();
        foreach (var offer in Offers)
        {
            var counted = Places.Values.Where(place => place.Kind == offer.Terms.Kind).Aggregate(new Offer(offer.Terms), (sum, place) => sum.Count(place, +1));
            var same = counted.Taken.SameAs(offer.Taken) && counted.Held == offer.Held && counted.Offered == offer.Offered
                && counted.Confirmed == offer.Confirmed && counted.Waiting.Count == offer.Waiting.Count && counted.Deadlines.Count == offer.Deadlines.Count;
            if (!same) throw new InvariantException($"{Id}: the counts of {offer.Terms.Kind} differ from its places.");
        }
    }

    public OfferView View(Offer offer) => new(
        offer.Terms.Kind,
        offer.Terms.HalfDays,
        offer.Terms.Capacity,
        Free(offer),
        offer.Held,
        offer.Offered,
        offer.Confirmed,
        offer.Waiting.Count,
        offer.NextDeadline?.Until,
        offer.Terms.Opens,
        offer.Terms.Closes,
        offer.Terms.Supervisor,
        offer.Terms.HoldMinutes);

    public PlaceView View(Place place) => new(
        place.Id,
        Id,
        place.Kind,
        place.State == PlaceState.Waiting ? OfferOf(place.Kind)!.Terms.HalfDays : place.HalfDays,
        place.State,
        place.Until,
        place.State == PlaceState.Waiting ? OfferOf(place.Kind)!.Waiting.IndexOf(new(place.Order, place.Id)) + 1 : 0,
        Host!.Name)
    { ConfirmedBy = place.ConfirmedBy };

    public ImmutableArray<BoardRow> ToBoardRows(long version)
    {
        if (Host is null) return [];
        var rows = ImmutableArray.CreateBuilder<BoardRow>(Offers.Length);
        foreach (var offer in Offers) rows.Add(new BoardRow(Id, Host, View(offer), Stopped is not null, version));
        return rows.MoveToImmutable();
    }

    public SummaryRow ToSummary(string grain, long version) => new(
        grain,
        version,
        "week",
        Host?.Region ?? "",
        Id.Monday,
        DueAt,
        Host is null ? "" : FoldedText.Of($"{Id.Practice} {Host.Name} {Host.Postcode}"),
        Host is null
            ? "{}"u8.ToArray()
            : JsonSerializer.SerializeToUtf8Bytes(new WeekSummary(Host, [.. Offers.Select(View)], DeskLimit, Stopped), TasterJson.Default.WeekSummary));
}
