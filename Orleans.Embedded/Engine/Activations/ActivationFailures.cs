namespace Orleans.Engine.Activations;

/// <summary>
/// Of how many failures to activate one is told with its trace: at most one a second, and the next says how many were left out. While a database is away each of thousands of
/// grains fails the same way, and a log that said so each time would fill the disk.
/// </summary>
internal sealed class ActivationFailures(TimeProvider clock)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private long? toldAt;
    private int untold;

    /// <summary>How many have not been told since the last one was; null when this one is not told either.</summary>
    public int? Next()
    {
        lock (gate)
        {
            if (toldAt is { } before && clock.GetElapsedTime(before) < Pause)
            {
                untold++;
                return null;
            }

            toldAt = clock.GetTimestamp();
            (var left, untold) = (untold, 0);
            return left;
        }
    }
}
