using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Oracle;

/// <summary>The oracle's own account of a week, kept row by row from the journal. Shares nothing with the week's state.</summary>
internal sealed class WeekAccount
{
    private readonly Dictionary<TasterKind, (int Capacity, HalfDays Days)> offers = [];
    private readonly Dictionary<(TasterKind Kind, string Code), long> firstTrue = [];
    private int desks;

    public Dictionary<Guid, PlaceAccount> Places { get; } = [];

    public bool IsStopped { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyDictionary<TasterKind, (int Capacity, HalfDays Days)> Offers => offers;

    /// <summary>Takes one row; what does not fit is reported.</summary>
    public void Take(Change change, JournalRow row, Action<string, string> found)
    {
        Version = row.Entry.Version;
        switch (change)
        {
            case WeekPublished x:
                desks = x.DeskLimit;
                foreach (var offer in x.Offers) offers[offer.Kind] = (offer.Capacity, offer.HalfDays);
                break;
            case CapacitySet x:
                offers[x.Offer] = (x.Capacity, offers[x.Offer].Days);
                break;
            case BookingStopped:
                IsStopped = true;
                break;
            case PlaceHeld x:
                Make(x.Place, new(x.Person, x.Offer, x.HalfDays) { Until = x.Until }, PlaceState.Held, found);
                break;
            case WaitingJoined x:
                Make(x.Place, new(x.Person, x.Offer, HalfDays.None), PlaceState.Waiting, found);
                break;
            case PlaceOffered x:
                Enter(x.Place, PlaceState.Offered, found);
                Places[x.Place].Days = x.HalfDays;
                Places[x.Place].Until = x.Until;
                break;
            case PlaceConfirmed x:
                Enter(x.Place, PlaceState.Confirmed, found);
                break;
            case OfferAccepted x:
                Enter(x.Place, PlaceState.Confirmed, found);
                break;
            case PlaceReleased x:
                Enter(x.Place, PlaceState.Released, found);
                break;
            case PlaceExpired x:
                Enter(x.Place, PlaceState.Expired, found);
                break;
            case PlaceWithdrawn x:
                Enter(x.Place, PlaceState.Withdrawn, found);
                break;
        }

        CheckRoom(row, found);
    }

    /// <summary>Whether what a refusal says of the room was ever true while the journal had no more than so many rows.</summary>
    public bool WasTrue(TasterKind kind, string code, int rows) => firstTrue.TryGetValue((kind, code), out var position) && position < rows;

    public int Count(TasterKind kind, PlaceState state) => Places.Values.Count(place => place.Kind == kind && place.State == state);

    public int Taken(TasterKind kind, int halfDay) => Places.Values.Count(place => place.Kind == kind && place.TakesRoom && place.Days.Contains(halfDay));

    private void Make(Guid id, PlaceAccount place, PlaceState state, Action<string, string> found)
    {
        if (!Places.TryAdd(id, place)) found("I2", $"place {id:N} is made twice");
        Enter(id, state, found);
    }

    private void Enter(Guid id, PlaceState state, Action<string, string> found)
    {
        if (!Places.TryGetValue(id, out var place))
        {
            found("I2", $"place {id:N} is {state} and was never made");
            Places[id] = place = new("?", default, HalfDays.None);
        }

        if (!place.States.Add(state)) found("I2", $"place {id:N} is {state} twice");
        place.State = state;
    }

    private void CheckRoom(JournalRow row, Action<string, string> found)
    {
        foreach (var (kind, offer) in offers)
        {
            var (placesLeft, desksLeft) = (int.MaxValue, int.MaxValue);
            for (var i = 0; i < HalfDays.PerWeek; i++)
            {
                var (mine, all) = (Taken(kind, i), Taken(TasterKind.Foundation, i) + Taken(TasterKind.School, i));
                if (mine > offer.Capacity) found("I1", $"{mine} of {offer.Capacity} {kind} places are taken on half-day {i} at version {row.Entry.Version}");
                if (all > desks) found("I1", $"{all} people are on {desks} desks on half-day {i} at version {row.Entry.Version}");
                if (!offer.Days.Contains(i)) continue;
                placesLeft = Math.Min(placesLeft, offer.Capacity - mine);
                desksLeft = Math.Min(desksLeft, desks - all);
            }

            if (placesLeft <= 0) firstTrue.TryAdd((kind, RefusalCodes.WeekFull), row.Position);
            if (desksLeft <= 0) firstTrue.TryAdd((kind, RefusalCodes.DeskLimitReached), row.Position);
            if (placesLeft > 0 && desksLeft > 0) firstTrue.TryAdd((kind, RefusalCodes.PlacesFree), row.Position);
        }
    }
}

/// <summary>One place as the journal tells it.</summary>
internal sealed class PlaceAccount(string person, TasterKind kind, HalfDays days)
{
    public string Person => person;

    public TasterKind Kind => kind;

    public HalfDays Days { get; set; } = days;

    public PlaceState State { get; set; }

    public DateTimeOffset? Until { get; set; }

    /// <summary>Every state it was ever in.</summary>
    public HashSet<PlaceState> States { get; } = [];

    public bool TakesRoom => State is PlaceState.Held or PlaceState.Offered or PlaceState.Confirmed;

    public bool TakesTime => State is PlaceState.Held or PlaceState.Confirmed;
}
