namespace OutreachSilo.Storage;

/// <summary>The database's table of snapshots: the newest row of each grain, and all that ever were.</summary>
internal sealed class SnapshotRows
{
    private readonly Dictionary<string, List<byte[]>> rows = new(StringComparer.Ordinal);

    /// <summary>Every row ever written, by grain.</summary>
    public IEnumerable<(string Grain, byte[] Body)> All => rows.OrderBy(row => row.Key, StringComparer.Ordinal).SelectMany(row => row.Value.Select(body => (row.Key, body)));

    public IReadOnlyList<byte[]> Of(string grain) => rows.GetValueOrDefault(grain, []);

    /// <summary>False when the row is not the one that was read.</summary>
    public bool Put(string grain, int expected, byte[] body)
    {
        if (!rows.TryGetValue(grain, out var versions)) rows[grain] = versions = [];
        if (versions.Count != expected) return false;
        versions.Add(body);
        return true;
    }
}
