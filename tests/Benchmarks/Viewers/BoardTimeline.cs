using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Scenarios;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>
/// When each version of a board had reached the last of its viewers, and which version was the first to show each booking. Viewers that
/// come from and to the same versions get the same rows, so each such pair is parsed once.
/// </summary>
/// <param name="from">The version that everybody has at the start.</param>
/// <param name="weeks">Row keys of the weeks that are booked; the n-th booking of one is shown as soon as n places are held there.</param>
internal sealed class BoardTimeline(long from, IReadOnlyList<string> weeks)
{
    private const int VersionsMax = 64 * 1024;

    private readonly long[] lastSeen = new long[VersionsMax];
    private readonly int[] seen = new int[VersionsMax];
    private readonly ConcurrentDictionary<(long, long), byte> parsed = [];
    private readonly SortedDictionary<int, long>[] shown = [.. weeks.Select(_ => new SortedDictionary<int, long>())];
    private readonly Lock gate = new();

    /// <summary>To be told by every viewer.</summary>
    public void Moved(long before, long now, ReadOnlySpan<byte> record)
    {
        var at = Stopwatch.GetTimestamp();
        for (var version = Math.Max(before, from) + 1; version <= now; version++)
        {
            ref var last = ref lastSeen[version - from];
            for (var known = Volatile.Read(ref last); known < at && Interlocked.CompareExchange(ref last, at, known) is var found && found != known; known = found)
            {
            }

            Interlocked.Increment(ref seen[version - from]);
        }

        if (now > from && parsed.TryAdd((before, now), 0)) Note(now, record);
    }

    /// <summary>From each booking's acknowledgement until the last viewer had a version that shows it; 0 when the push was faster.</summary>
    /// <param name="acknowledged">Of each week, the timestamps of its bookings in their order.</param>
    /// <param name="heldBefore">Places held in each week before the first of them.</param>
    public Latencies Waits(IReadOnlyList<IReadOnlyList<long>> acknowledged, IReadOnlyList<int> heldBefore, int viewers)
    {
        var waits = new Latencies();
        for (var week = 0; week < weeks.Count; week++)
        {
            var versions = shown[week].ToArray();
            var first = 0;
            for (var i = 0; i < acknowledged[week].Count; i++)
            {
                var held = heldBefore[week] + i + 1;
                while (first < versions.Length && versions[first].Key < held) first++;
                if (first == versions.Length) throw new VoidRunException($"A booking of {weeks[week]} was acknowledged and never shown.");
                // More held are never shown by an earlier version: one week's rows come in their order.
                var version = versions[first].Value;
                if (seen[version - from] != viewers) throw new VoidRunException($"{seen[version - from]} of {viewers} viewers came to version {version}.");
                var wait = Stopwatch.GetElapsedTime(acknowledged[week][i], lastSeen[version - from]);
                waits.Add(wait < TimeSpan.Zero ? TimeSpan.Zero : wait);
            }
        }

        return waits;
    }

    private void Note(long version, ReadOnlySpan<byte> record)
    {
        var reader = new Utf8JsonReader(record);
        using var json = JsonDocument.ParseValue(ref reader);
        foreach (var row in json.RootElement.GetProperty("arguments")[0].GetProperty("rows").EnumerateArray())
        {
            var week = -1;
            for (var i = 0; i < weeks.Count && week < 0; i++)
                if (row.GetProperty("k").ValueEquals(weeks[i])) week = i;
            if (week < 0) continue;
            var held = row.GetProperty("hd").GetInt32();
            lock (gate)
                if (!shown[week].TryGetValue(held, out var known) || known > version) shown[week][held] = version;
        }
    }
}
