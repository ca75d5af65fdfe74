namespace OutreachSilo.Practices;

/// <summary>The postcode districts in memory. Read again when this process changed them, and once a minute for what others changed.</summary>
internal sealed class OutcodeCache(ReferenceData reference, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim loading = new(1, 1);
    private Copy? copy;

    /// <summary>Null when the district is not known.</summary>
    public async ValueTask<GeoPoint?> Find(string district, CancellationToken cancellationToken)
    {
        var current = copy;
        if (!IsFresh(current)) current = await Load(cancellationToken);
        return current!.Outcodes.TryGetValue(district, out var centre) ? centre : null;
    }

    private bool IsFresh(Copy? current) => current is not null && current.Revision == reference.Revision && clock.GetElapsedTime(current.Read) < AgeMax;

    private async Task<Copy> Load(CancellationToken cancellationToken)
    {
        await loading.WaitAsync(cancellationToken);
        try
        {
            if (copy is { } current && IsFresh(current)) return current;
            // The revision is taken before reading: a change during the read makes this copy old, never wrongly fresh.
            var (revision, read) = (reference.Revision, clock.GetTimestamp());
            return copy = new Copy(await reference.Outcodes(cancellationToken), revision, read);
        }
        finally
        {
            loading.Release();
        }
    }

    public void Dispose() => loading.Dispose();

    private sealed record Copy(IReadOnlyDictionary<string, GeoPoint> Outcodes, long Revision, long Read);
}
