using System.Collections.Immutable;

namespace OutreachSilo.Live;

/// <summary>At which version each topic last moved. Bounded: a topic that was forgotten counts as moved at the newest version forgotten.</summary>
/// <param name="topicsMax">Topics remembered; the older half is forgotten when there are more.</param>
public sealed class TopicVersions(int topicsMax = TopicVersions.DefaultTopicsMax)
{
    public const int DefaultTopicsMax = 50_000;

    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);
    private long forgotten;

    /// <summary>The version of the latest move; 0 before the first.</summary>
    public long Version { get; private set; }

    public long Of(string topic) => versions.TryGetValue(topic, out var version) ? version : forgotten;

    public void Move(IEnumerable<string> topics, long to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, Version);
        Version = to;
        foreach (var topic in topics) versions[topic] = to;
        if (versions.Count > topicsMax) ForgetHalf();
    }

    /// <summary>Forgets every topic, so that each counts as moved at this version.</summary>
    public void Reset(long version)
    {
        versions.Clear();
        Version = forgotten = version;
    }

    /// <summary>The topics that moved after a version; null when that cannot be said.</summary>
    public ImmutableArray<string>? Since(long version)
    {
        if (version == Version) return [];
        return version >= forgotten && version < Version ? [.. versions.Where(topic => topic.Value > version).Select(topic => topic.Key)] : null;
    }

    private void ForgetHalf()
    {
        forgotten = versions.Values.Order().ElementAt(versions.Count / 2);
        foreach (var (topic, version) in versions)
            if (version <= forgotten) versions.Remove(topic);
    }
}
