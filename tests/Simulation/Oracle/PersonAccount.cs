using OutreachSilo.Common;
using OutreachSilo.People;
using OutreachSilo.Tasters;

namespace OutreachSilo.Oracle;

/// <summary>The oracle's own account of a person: which questions to weeks are open.</summary>
internal sealed class PersonAccount
{
    private readonly HashSet<Guid> asked = [];
    private readonly Dictionary<Guid, Guid> accepting = [];

    public void Take(Change change)
    {
        switch (change)
        {
            case PlaceAsked x:
                asked.Add(x.Place);
                break;
            case AcceptanceAsked x:
                accepting[x.Place] = x.Command;
                break;
            case PlaceSettled x:
                asked.Remove(x.Place);
                if (x.State is not (PlaceState.Waiting or PlaceState.Offered)) accepting.Remove(x.Place);
                break;
            case CommandRefused x:
                asked.Remove(x.Command);
                if (x.Place is { } place && accepting.GetValueOrDefault(place) == x.Command) accepting.Remove(place);
                break;
        }
    }

    /// <summary>Once somebody has looked, no question is open.</summary>
    public void CheckSettled(Action<string> found)
    {
        foreach (var place in asked) found($"place {place:N} is still being asked for");
        foreach (var (place, command) in accepting) found($"command {command:N} is still accepting {place:N}");
    }
}
