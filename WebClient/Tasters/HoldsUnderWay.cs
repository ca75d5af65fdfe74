using System.Collections.Concurrent;

namespace OutreachSilo.Tasters;

/// <summary>How many holds this process has under way for each week and kind. Where they are more than the places free, most come too late.</summary>
public sealed class HoldsUnderWay
{
    private readonly ConcurrentDictionary<(WeekId Week, TasterKind Kind), int> counts = new();

    /// <summary>Counts one more until the result is disposed.</summary>
    public Hold Begin(WeekId week, TasterKind kind) => new(this, (week, kind), counts.AddOrUpdate((week, kind), 1, static (_, count) => count + 1));

    private void End((WeekId Week, TasterKind Kind) key)
    {
        if (counts.AddOrUpdate(key, 0, static (_, count) => count - 1) == 0) counts.TryRemove(new(key, 0));
    }

    /// <param name="Rank">1 for the first that is under way, 2 for the next.</param>
    public readonly record struct Hold(HoldsUnderWay Owner, (WeekId Week, TasterKind Kind) Key, int Rank) : IDisposable
    {
        public void Dispose() => Owner.End(Key);
    }
}
