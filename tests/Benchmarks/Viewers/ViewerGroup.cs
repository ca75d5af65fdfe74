using System.Text.Json;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>Many viewers at once, kept alive as their pages would.</summary>
internal sealed class ViewerGroup : IAsyncDisposable
{
    private const int KeepAliveSeconds = 10;
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 256 };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Timer keepAlive;

    public ViewerGroup(IEnumerable<BoardViewer> viewers)
    {
        Viewers = [.. viewers];
        var turn = 0;
        var second = TimeSpan.FromSeconds(1);
        keepAlive = new Timer(
            _ =>
            {
                turn = (turn + 1) % KeepAliveSeconds;
                for (var i = turn; i < Viewers.Count; i += KeepAliveSeconds) _ = Viewers[i].KeepAlive();
            },
            null, second, second);
    }

    public IReadOnlyList<BoardViewer> Viewers { get; }

    /// <summary>Viewers of one board, whose pages were rendered with what it shows now.</summary>
    public static async Task<ViewerGroup> Join(ServedSilo silo, string board, int count)
    {
        var group = new ViewerGroup(Enumerable.Range(0, count).Select(_ => new BoardViewer(silo.Address, board)));
        using var first = new BoardViewer(silo.Address, board);
        await first.Join();
        await group.ForEach(viewer => viewer.JoinAsRendered(first));
        return group;
    }

    public Task ForEach(Func<BoardViewer, Task> action) =>
        Parallel.ForEachAsync(Viewers, AtOnce, async (viewer, _) => await action(viewer));

    /// <summary>Waits until everybody shows a version; the run is void when somebody was cut off or does not get there.</summary>
    public Task WaitFor(Func<BoardViewer, long> version) => Until(() => Viewers.All(viewer => viewer.Version >= version(viewer)));

    /// <summary>Books at a pace while all watch one board; returns when everybody shows the final state.</summary>
    public async Task<Following> Follow(ServedSilo silo, PacedBookings bookings, int perSecond, TimeSpan time)
    {
        using var last = new BoardViewer(silo.Address, Viewers[0].Board);
        await last.Join();
        await WaitFor(_ => last.Version);
        var arrivals = new BoardTimeline(last.Version, PacedBookings.RowKeys);
        await last.Cut();
        Viewers[0].Moved = arrivals.Note;
        foreach (var viewer in Viewers) viewer.Steps = [];
        var (bytes, frames) = (Viewers.Sum(viewer => viewer.BytesReceived), Viewers.Sum(viewer => viewer.Frames));
        var started = Stopwatch.GetTimestamp();
        var made = await bookings.Run(perSecond, time);
        var took = Stopwatch.GetElapsedTime(started);
        await Until(() => arrivals.ShowsAll(bookings));
        await WaitFor(_ => Viewers[0].Version);
        Viewers[0].Moved = null;
        var waits = arrivals.Waits(bookings, Viewers);
        return new Following(
            made, took, waits, Viewers.Sum(viewer => viewer.Frames) - frames, Viewers.Sum(viewer => viewer.BytesReceived) - bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await keepAlive.DisposeAsync();
        foreach (var viewer in Viewers) viewer.Dispose();
    }

    private async Task Until(Func<bool> reached)
    {
        for (var waited = Stopwatch.StartNew(); !reached(); await Task.Delay(TimeSpan.FromMilliseconds(5)))
        {
            if (Viewers.FirstOrDefault(viewer => viewer.Closed is not null) is { } cut)
                throw new VoidRunException($"A viewer was cut off: {cut.Closed}");
            if (waited.Elapsed > Patience)
                throw new VoidRunException("An acknowledged booking, or the newest version, was not shown to everybody.");
        }
    }
}

/// <summary>What a run with viewers came to.</summary>
/// <param name="Waits">From the acknowledgement of each booking until the last viewer had it.</param>
internal sealed record Following(long Bookings, TimeSpan Took, LatencyHistogram Waits, long Frames, long Bytes);

/// <summary>Which version of a board first showed each booking, as one viewer sees it, and when the last viewer had come to it.</summary>
/// <param name="start">The version that everybody has at the start.</param>
internal sealed class BoardTimeline(long start, IReadOnlyList<string> rowKeys)
{
    /// <summary>By week, in the order of their versions: so many places are held.</summary>
    private readonly List<(int Held, long Version)>[] shown = [.. rowKeys.Select(_ => new List<(int, long)>())];

    public void Note(long version, ReadOnlyMemory<byte> record)
    {
        using var json = JsonDocument.Parse(record);
        foreach (var row in json.RootElement.GetProperty("arguments")[0].GetProperty("rows").EnumerateArray())
        {
            for (var week = 0; week < rowKeys.Count; week++)
            {
                if (!row.GetProperty("k").ValueEquals(rowKeys[week])) continue;
                lock (shown) shown[week].Add((row.GetProperty("hd").GetInt32(), version));
            }
        }
    }

    public bool ShowsAll(PacedBookings bookings)
    {
        lock (shown) return Enumerable.Range(0, rowKeys.Count).All(week => bookings.Acknowledged[week].Count is var count
            && (count == 0 || (shown[week].Count > 0 && shown[week][^1].Held >= bookings.HeldBefore[week] + count)));
    }

    public LatencyHistogram Waits(PacedBookings bookings, IReadOnlyList<BoardViewer> viewers)
    {
        var lastSeen = LastSeen(viewers);
        var waits = new LatencyHistogram();
        for (var week = 0; week < rowKeys.Count; week++)
        {
            var at = 0;
            for (var i = 0; i < bookings.Acknowledged[week].Count; i++)
            {
                while (at < shown[week].Count && shown[week][at].Held < bookings.HeldBefore[week] + i + 1) at++;
                // A push may be faster than the answer; it then counts as 0.
                var seen = lastSeen[shown[week][at].Version - start];
                waits.Add(TimeSpan.FromTicks(Math.Max(0, Stopwatch.GetElapsedTime(bookings.Acknowledged[week][i], seen).Ticks)));
            }
        }

        return waits;
    }

    /// <summary>By version, counted from the start: when the last viewer had come to it or further.</summary>
    private long[] LastSeen(IReadOnlyList<BoardViewer> viewers)
    {
        var lastSeen = new long[viewers.Max(viewer => viewer.Version) - start + 1];
        foreach (var step in viewers.SelectMany(viewer => viewer.Steps!))
            for (var version = Math.Max(step.From, start) + 1; version <= step.To; version++)
                lastSeen[version - start] = Math.Max(lastSeen[version - start], step.At);
        return lastSeen;
    }
}
