using System.Diagnostics;
using OutreachSilo.Benchmarks.Scenarios;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>Many pages at once, kept alive as their scripts would.</summary>
internal sealed class Audience : IAsyncDisposable
{
    private const int JoinsAtOnce = 256;
    private const int KeepAliveSeconds = 10;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Timer keepAlive;
    private int turn;

    public Audience(IEnumerable<BoardWatch> watches)
    {
        Watches = [.. watches];
        // Every page has opened at a moment of its own.
        keepAlive = new Timer(_ => KeepAlive(Interlocked.Increment(ref turn)), null, Second, Second);
    }

    public IReadOnlyList<BoardWatch> Watches { get; }

    public long BytesReceived => Watches.Sum(watch => watch.BytesReceived);

    public long Deltas => Watches.Sum(watch => watch.Deltas);

    /// <summary>Joins them all with what each has.</summary>
    public Task Join() => Parallel.ForEachAsync(Watches, new ParallelOptions { MaxDegreeOfParallelism = JoinsAtOnce }, async (watch, _) => await watch.Join(watch.Epoch, watch.Version));

    /// <summary>As a page does that was rendered with the board: it has what a first viewer was told.</summary>
    public async Task JoinAsRendered(BoardWatch first)
    {
        await first.Join();
        await Parallel.ForEachAsync(Watches, new ParallelOptions { MaxDegreeOfParallelism = JoinsAtOnce }, async (watch, _) => await watch.Join(first.Epoch, first.Version));
    }

    public Task Cut() => Parallel.ForEachAsync(Watches, new ParallelOptions { MaxDegreeOfParallelism = JoinsAtOnce }, async (watch, _) => await watch.Cut());

    /// <summary>Waits until everybody shows a version; the run is void when somebody was cut off or does not get there.</summary>
    public async Task WaitFor(Func<BoardWatch, long> version, TimeSpan patience)
    {
        var waited = Stopwatch.StartNew();
        while (Watches.FirstOrDefault(watch => watch.Version < version(watch)) is { } behind)
        {
            if (behind.Closed is { } why) throw new VoidRunException($"A viewer was cut off: {why}");
            if (waited.Elapsed > patience) throw new VoidRunException($"{Watches.Count(watch => watch.Version < version(watch))} of {Watches.Count} viewers did not come to the newest version.");
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await keepAlive.DisposeAsync();
        foreach (var watch in Watches) watch.Dispose();
    }

    private void KeepAlive(int second)
    {
        for (var i = second % KeepAliveSeconds; i < Watches.Count; i += KeepAliveSeconds) Watches[i].KeepAlive();
    }
}
