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

    /// <summary>By kind; at most one each.</summary>
    public ImmutableArray<Offer> Offers { get; init; } = [];

    public Allocation Allocation { get; init; } = Allocation.None;

    /// <summary>Every place the week has known, ended ones too.</summary>
    public WeekPlaces Places => new(Allocation.Claims);

    /// <summary>Refusals by the id that the place would have had, and what the host's commands were answered.</summary>
    public CommandLog Answers { get; init; } = CommandLog.Empty;

    public IEnumerable<Place> OpenPlaces => Allocation.Open.Values.SelectMany(ids => ids).Select(id => Places[id]);

    public bool IsPublished => Host is not null;

    public DateTimeOffset? DueAt => Allocation.DueAt;

    public static ChangeSet Changes => TasterChanges.All;

    public static TasterWeekState Empty(string key) => new() { Id = WeekId.Parse(key) };

    public Offer? OfferOf(TasterKind kind)
    {
        foreach (var offer in Offers)
            if (offer.Terms.Kind == kind) return offer;
        return null;
    }

    /// <summary>The offer's own room: the least over its half-days; below zero never.</summary>
    public int PlacesLeft(Offer offer) => Allocation.Free(WeekPools.Places(offer.Terms.Kind, offer.Terms.HalfDays));

    /// <summary>The desks' room on these half-days, both kinds counted together.</summary>
    public int DesksLeft(HalfDays halfDays) => Allocation.Free(WeekPools.Desks(halfDays));

    public int Free(Offer offer) => Allocation.Free(WeekPools.Of(offer.Terms.Kind, offer.Terms.HalfDays));

    public Place? OpenPlaceOf(string person, TasterKind kind) => Allocation.OpenOf(person, (int)kind) is { } claim ? Place.Of(claim) : null;

    public TasterWeekState Apply(Change change, DateTimeOffset at) => change switch
    {
        WeekPublished x => Publish(x),
        CapacitySet x => WithCapacity(x, at),
        BookingStopped x => this with { Stopped = x.Reason },
        HostChanged x => this with { Host = x.Host },
        PlaceHeld x => With(Allocation.Add(x.Place, x.Person, (int)x.Offer, WeekPools.Of(x.Offer, x.HalfDays), ClaimState.Held, at, x.Until)),
        PlaceRefused x => this with { Answers = Answers.At(at).With(x.Place, "", x.Code, x.Detail) },
        WaitingJoined x => With(Allocation.Add(x.Place, x.Person, (int)x.Offer, PoolSet.None, ClaimState.Waiting, at)),
        PlaceOffered x => With(Allocation.Move(x.Place, ClaimState.Offered, at, x.Until, WeekPools.Of(Places[x.Place].Kind, x.HalfDays))),
        PlaceConfirmed x => With(Allocation.Move(x.Place, ClaimState.Confirmed, at, confirmedBy: x.Command)),
        OfferAccepted x => With(Allocation.Move(x.Place, ClaimState.Confirmed, at, confirmedBy: x.Command)),
        PlaceReleased x => With(Allocation.Move(x.Place, ClaimState.Released, at)),
        PlaceExpired x => With(Allocation.Move(x.Place, ClaimState.Expired, at)),
        PlaceWithdrawn x => With(Allocation.Move(x.Place, ClaimState.Withdrawn, at)),
        _ => throw new InvalidDataException($"{Id} cannot take a {change.GetType().Name}."),
    };

    private TasterWeekState Publish(WeekPublished change)
    {
        var capacities = Enumerable.Repeat(0, WeekPools.Count).ToImmutableArray();
        var allocation = Allocation.Of(capacities, WeekPools.Lines).Resize(WeekPools.AllDesks, change.DeskLimit);
        foreach (var terms in change.Offers) allocation = allocation.Resize(WeekPools.Places(terms.Kind, HalfDays.WholeWeek), terms.Capacity);
        return this with
        {
            PublishedBy = change.Id,
            Host = change.Host,
            DeskLimit = change.DeskLimit,
            Offers = [.. change.Offers.Select(terms => new Offer(terms))],
            Allocation = allocation,
        };
    }

    private TasterWeekState WithCapacity(CapacitySet change, DateTimeOffset at)
    {
        var offer = OfferOf(change.Offer)!;
        return this with
        {
            Offers = Offers.Replace(offer, offer with { Terms = offer.Terms with { Capacity = change.Capacity } }),
            Allocation = Allocation.Resize(WeekPools.Places(change.Offer, HalfDays.WholeWeek), change.Capacity),
            Answers = Answers.At(at).With(change.Id, WeekHostRules.Fingerprint(change.Offer, change.Capacity)),
        };
    }

    private TasterWeekState With(Allocation allocation) => this with { Allocation = allocation };

    public void Check() => Allocation.Check(Id.ToString());

    public void CheckWhole() => Allocation.CheckWhole(Id.ToString());

    public OfferView View(Offer offer) => new(
        offer.Terms.Kind,
        offer.Terms.HalfDays,
        offer.Terms.Capacity,
        Free(offer),
        Line(offer).Count(ClaimState.Held),
        Line(offer).Count(ClaimState.Offered),
        Line(offer).Count(ClaimState.Confirmed),
        Line(offer).Count(ClaimState.Waiting),
        Line(offer).DueAt,
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
        Allocation.Position(Allocation.Claims[place.Id]),
        Host!.Name);

    public ClaimLine Line(Offer offer) => Allocation.Lines[(int)offer.Terms.Kind];

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
