using System.Diagnostics;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>Pages on one board whose weeks are booked at a pace, and when each booking has come to the last of them.</summary>
internal sealed class Spectators : IAsyncDisposable
{
    private const int RecordBytes = 16 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly ServedSilo silo;
    private readonly string board;
    private BoardTimeline? timeline;

    private Spectators(ServedSilo silo, string board, int viewers)
    {
        (this.silo, this.board) = (silo, board);
        Audience = new Audience(Enumerable.Range(0, viewers).Select(_ => new BoardWatch(silo.Address, board, (before, now, record) => timeline?.Moved(before, now, record), RecordBytes)));
    }

    public Audience Audience { get; }

    /// <summary>Returns when all of them show the board.</summary>
    public static async Task<Spectators> Join(ServedSilo silo, string board, int viewers)
    {
        var spectators = new Spectators(silo, board, viewers);
        using var first = new BoardWatch(silo.Address, board);
        await spectators.Audience.JoinAsRendered(first);
        await spectators.Audience.WaitFor(_ => first.Version, Patience);
        await first.Cut();
        return spectators;
    }

    /// <summary>Books at the pace, and waits until everybody shows what the board says once nothing is booked any more.</summary>
    public async Task<Following> Follow(PacedBookings bookings, int perSecond, TimeSpan time)
    {
        timeline = new BoardTimeline(await Settle(), PacedBookings.Weeks);
        var (bytes, frames) = (Audience.BytesReceived, Audience.Deltas);
        var started = Stopwatch.GetTimestamp();
        var made = await bookings.Run(perSecond, time);
        var took = Stopwatch.GetElapsedTime(started);
        await Settle();
        return new Following(made, took, timeline.Waits(bookings.Acknowledged, bookings.HeldBefore, Audience.Watches.Count), Audience.Deltas - frames, Audience.BytesReceived - bytes);
    }

    public ValueTask DisposeAsync() => Audience.DisposeAsync();

    private async Task<long> Settle()
    {
        using var last = new BoardWatch(silo.Address, board);
        await Task.Delay(Pause);
        await last.Join();
        await Audience.WaitFor(_ => last.Version, Patience);
        await last.Cut();
        return last.Version;
    }
}

/// <summary>What a stretch of watching came to.</summary>
/// <param name="Waits">From the acknowledgement of each booking until the last viewer had it.</param>
internal sealed record Following(long Bookings, TimeSpan Took, Latencies Waits, long Frames, long Bytes);
