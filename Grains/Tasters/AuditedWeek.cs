using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.People;
using OutreachSilo.Placements;

namespace OutreachSilo.Tasters;

/// <summary>The auditor's own account of a week: places by id, room counted afresh after every version.</summary>
internal sealed class AuditedWeek : IAggregateAudit
{
    private readonly Dictionary<TasterKind, (int Capacity, HalfDays HalfDays)> offers = [];
    private readonly int[,] taken = new int[2, HalfDays.PerWeek];
    private readonly HashSet<(string Person, TasterKind Kind)> open = [];
    private readonly HashSet<Guid> refused = [];
    private int desks;

    public Dictionary<Guid, AuditedPlace> Places { get; } = [];

    /// <summary>Places by what they are now.</summary>
    public IEnumerable<(string Name, int Count)> Counts => Places.Values
        .Where(place => place.IsOpen).CountBy(place => place.State).Select(places => (places.Key.ToString(), places.Value));

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        switch (change)
        {
            case WeekPublished x:
                desks = x.DeskLimit;
                foreach (var offer in x.Offers) offers[offer.Kind] = (offer.Capacity, offer.HalfDays);
                break;
            case CapacitySet x:
                if (offers.TryGetValue(x.Offer, out var known)) offers[x.Offer] = (x.Capacity, known.HalfDays);
                else found("Journal", $"no {x.Offer} places were published before their number was set at version {entry.Version}");
                break;
            case PlaceRefused x:
                refused.Add(x.Place);
                if (Places.ContainsKey(x.Place)) found("I3", $"place {x.Place:N} is refused at version {entry.Version} though it stands");
                break;
            case PlaceHeld x:
                Add(x.Place, new AuditedPlace(x.Person, x.Offer, x.HalfDays, PlaceState.Held, x.Until), entry, found);
                break;
            case WaitingJoined x:
                Add(x.Place, new AuditedPlace(x.Person, x.Offer, HalfDays.None, PlaceState.Waiting, null), entry, found);
                break;
            case PlaceOffered x:
                Move(x.Place, PlaceState.Offered, x.Until, [PlaceState.Waiting], entry, found, x.HalfDays);
                break;
            case PlaceConfirmed x:
                Move(x.Place, PlaceState.Confirmed, null, [PlaceState.Held], entry, found);
                break;
            case OfferAccepted x:
                Move(x.Place, PlaceState.Confirmed, null, [PlaceState.Offered], entry, found);
                break;
            case PlaceReleased x:
                Move(x.Place, PlaceState.Released, null, [PlaceState.Held, PlaceState.Offered, PlaceState.Waiting], entry, found);
                break;
            case PlaceExpired x:
                if (Places.TryGetValue(x.Place, out var expired) && expired.Until > entry.At) found("I11", $"place {x.Place:N} expired before its deadline");
                Move(x.Place, PlaceState.Expired, null, [PlaceState.Held, PlaceState.Offered], entry, found);
                break;
            case PlaceWithdrawn x:
                Move(x.Place, PlaceState.Withdrawn, null, [PlaceState.Confirmed], entry, found);
                break;
        }

        CheckRoom(entry, found);
    }

    /// <summary>I2, I10 and I11: what is held or booked has its placement and its time in the agenda, where nothing else is at that time.</summary>
    public void Compare(string key, Audits audits)
    {
        foreach (var (id, place) in Places)
        {
            if (place.State is PlaceState.Held or PlaceState.Offered && audits.IsOverdue(place.Until))
                audits.Found("I11", key, $"place {id:N} outlived its deadline {place.Until:u}");
            if (place.State is not (PlaceState.Held or PlaceState.Confirmed)) continue;
            if (audits.Find<AuditedPlacement>(GrainKeys.Placement(id))?.Opened?.Person != place.Person)
                audits.Found("I2", key, $"place {id:N} has no placement");
            var agenda = audits.Find<AuditedAgenda>(GrainKeys.Person(place.Person));
            if (agenda?.Keeps(id, place.HalfDays) != true) audits.Found("I10", key, $"place {id:N} takes no time in the agenda");
            agenda?.Compare(WeekId.Parse(key), place.HalfDays, detail => audits.Found("I10", GrainKeys.Person(place.Person), detail));
        }
    }

    /// <summary>I6: the summary's numbers are the journal's.</summary>
    public void CompareSummary(SummaryRow summary, Action<string, string> found)
    {
        if (offers.Count == 0) return;
        var told = JsonSerializer.Deserialize(summary.Body.Span, TasterJson.Default.WeekSummary)!;
        foreach (var offer in told.Offers)
        {
            var places = Places.Values.Where(place => place.Kind == offer.Kind).ToLookup(place => place.State);
            if (offer.Confirmed != places[PlaceState.Confirmed].Count() || offer.Held != places[PlaceState.Held].Count()
                || offer.Offered != places[PlaceState.Offered].Count() || offer.Waiting != places[PlaceState.Waiting].Count())
                found("I6", $"the summary's {offer.Kind} numbers differ from the journal's");
        }
    }

    private void Add(Guid id, AuditedPlace place, JournalEntry entry, Action<string, string> found)
    {
        if (!Places.TryAdd(id, place)) found("I2", $"place {id:N} is made twice");
        if (refused.Contains(id)) found("I3", $"place {id:N} is made at version {entry.Version} though it was refused for good");
        if (!open.Add((place.Person, place.Kind))) found("I2", $"person {place.Person} has two places at version {entry.Version}");
        Count(place, +1);
    }

    private void Move(Guid id, PlaceState to, DateTimeOffset? until, PlaceState[] from, JournalEntry entry, Action<string, string> found, HalfDays? halfDays = null)
    {
        if (!Places.TryGetValue(id, out var place))
        {
            found("I2", $"place {id:N} becomes {to} at version {entry.Version} without having been asked for");
            return;
        }

        if (!from.Contains(place.State)) found("I2", $"place {id:N} goes from {place.State} to {to} at version {entry.Version}");
        if (place.Until is { } deadline && deadline <= entry.At && to is PlaceState.Confirmed) found("I11", $"place {id:N} was confirmed after its deadline");
        Count(place, -1);
        Places[id] = place = place with { State = to, Until = until, HalfDays = halfDays ?? place.HalfDays };
        Count(place, +1);
        if (!place.IsOpen) open.Remove((place.Person, place.Kind));
    }

    private void Count(AuditedPlace place, int by)
    {
        if (!place.TakesRoom) return;
        for (var i = 0; i < HalfDays.PerWeek; i++)
            if (place.HalfDays.Contains(i)) taken[(int)place.Kind, i] += by;
    }

    private void CheckRoom(JournalEntry entry, Action<string, string> found)
    {
        for (var i = 0; i < HalfDays.PerWeek; i++)
        {
            if (taken[0, i] + taken[1, i] > desks) found("I1", $"{taken[0, i] + taken[1, i]} people on {desks} desks on half-day {i} at version {entry.Version}");
            foreach (var (kind, offer) in offers)
                if (taken[(int)kind, i] > offer.Capacity) found("I1", $"{taken[(int)kind, i]} of {offer.Capacity} {kind} places taken on half-day {i} at version {entry.Version}");
        }
    }
}

internal sealed record AuditedPlace(string Person, TasterKind Kind, HalfDays HalfDays, PlaceState State, DateTimeOffset? Until)
{
    public bool TakesRoom => State is PlaceState.Held or PlaceState.Offered or PlaceState.Confirmed;

    public bool IsOpen => TakesRoom || State == PlaceState.Waiting;
}
