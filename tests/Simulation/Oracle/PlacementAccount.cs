using OutreachSilo.Common;
using OutreachSilo.Placements;

namespace OutreachSilo.Oracle;

/// <summary>The oracle's own account of a placement: which of its calls are open.</summary>
internal sealed class PlacementAccount(string key)
{
    private readonly HashSet<Guid> asked = [];

    public void Take(Change change)
    {
        switch (change)
        {
            case PlacementOpened:
                asked.Add(Guid.ParseExact(key[GrainKeys.PlacementPrefix.Length..], "N"));
                break;
            case PlacementAsked x:
                asked.Add(x.Command);
                break;
            case PlacementAnswered x:
                asked.Remove(x.Command);
                break;
            case PlacementRefused x:
                asked.Remove(x.Command);
                break;
        }
    }

    /// <summary>Once all were woken, none is open.</summary>
    public void CheckSettled(Action<string> found)
    {
        foreach (var command in asked) found($"command {command:N} is still being asked for");
    }
}
