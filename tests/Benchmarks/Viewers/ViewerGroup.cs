using System.Text.Json;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>Many viewers at once, kept alive as their pages would.</summary>
internal sealed class ViewerGroup : IAsyncDisposable
{
    private const int KeepAliveSeconds = 10;
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 256 };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

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

    public Task ForEach(Func<BoardViewer, Task> action) => Parallel.ForEachAsync(Viewers, AtOnce, async (viewer, _) => await action(viewer));

    /// <summary>Waits until everybody shows a version; the run is void when somebody was cut off or does not get there.</summary>
    public async Task WaitFor(Func<BoardViewer, long> version)
    {
        var waited = Stopwatch.StartNew();
        while (Viewers.FirstOrDefault(viewer => viewer.Version < version(viewer)) is { } behind)
        {
            if (behind.Closed is { } why) throw new VoidRunException($"A viewer was cut off: {why}");
            if (waited.Elapsed > Patience) throw new VoidRunException("Some viewers did not reach the newest version.");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>Books at a pace while all watch one board; returns when everybody shows the final state.</summary>
    public async Task<Following> Follow(ServedSilo silo, PacedBookings bookings, int perSecond, TimeSpan time)
    {
        var start = await Settle(silo);
        var arrivals = new BoardTimeline(start, PacedBookings.RowKeys);
        Viewers[0].Moved = arrivals.Note;
        foreach (var viewer in Viewers) viewer.Steps = [];
        var (bytes, frames) = (Viewers.Sum(viewer => viewer.BytesReceived), Viewers.Sum(viewer => viewer.Frames));
        var started = Stopwatch.GetTimestamp();
        var made = await bookings.Run(perSecond, time);
        var took = Stopwatch.GetElapsedTime(started);
        await Settle(silo);
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

    /// <returns>The version that the board shows once nothing is booked any more.</returns>
    private async Task<long> Settle(ServedSilo silo)
    {
        await Task.Delay(Pause);
        using var last = new BoardViewer(silo.Address, Viewers[0].Board);
        await last.Join();
        await WaitFor(_ => last.Version);
        return last.Version;
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
                if (row.GetProperty("k").ValueEquals(rowKeys[week])) shown[week].Add((row.GetProperty("hd").GetInt32(), version));
        }
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
                if (at == shown[week].Count) throw new VoidRunException($"A booking of {rowKeys[week]} was acknowledged and never shown.");
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
