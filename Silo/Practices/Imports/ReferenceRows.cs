namespace OutreachSilo.Practices;

/// <summary>Stores reference rows that are new or different, and reports each as Added, Updated or Unchanged.</summary>
internal sealed class ReferenceRows(ReferenceData reference, string kind, ImportReport report)
{
    public async Task Take(IReadOnlyDictionary<string, string> bodies, CancellationToken cancellationToken)
    {
        var held = await reference.Rows(kind, cancellationToken);
        var different = bodies.Where(row => !held.TryGetValue(row.Key, out var body) || body != row.Value).ToList();
        await reference.Write(kind, different, cancellationToken);
        var updated = different.Count(row => held.ContainsKey(row.Key));
        report.Take("Added", different.Count - updated);
        report.Take("Updated", updated);
        report.Take("Unchanged", bodies.Count - different.Count);
    }
}
