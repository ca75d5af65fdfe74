using System.Diagnostics;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Scenarios;
using OutreachSilo.Live;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>
/// Bookings at a steady pace. Each of the weeks has one caller with one booking in flight, so that the places held say exactly which
/// bookings a row shows.
/// </summary>
internal sealed class PacedBookings : IDisposable
{
    public const int Lanes = 20;
    private const int People = 20_000;

    private readonly WriteRequest hold;
    private readonly HttpConnection[] connections;
    private readonly List<long>[] acknowledged = [.. Enumerable.Range(0, Lanes).Select(_ => new List<long>())];
    private readonly int[] heldBefore = new int[Lanes];

    private PacedBookings(WriteRequest hold, HttpConnection[] connections) => (this.hold, this.connections) = (hold, connections);

    /// <summary>Row keys of the weeks that are booked: the first, each on a Monday of its own, so that a person may have all of them.</summary>
    public static IReadOnlyList<string> Weeks { get; } = [.. Enumerable.Range(0, Lanes).Select(lane => BoardRowJson.KeyOf(Core.Weeks.Id(lane, Lanes)))];

    /// <summary>Since the last <see cref="Run"/> began: by week, the timestamps of the acknowledgements.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Acknowledged => acknowledged;

    /// <summary>How many places were held in each week when the last run began.</summary>
    public IReadOnlyList<int> HeldBefore => heldBefore;

    public static async Task<PacedBookings> Open(ServedSilo silo) => new(
        HttpRequests.Hold(silo.Tickets, People, (lane, _) => Core.Weeks.Id((int)lane, Lanes)),
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => HttpConnection.Open(silo.Address))));

    /// <summary>The number of bookings made, which is less than asked for when the service is slower.</summary>
    public async Task<long> Run(int perSecond, TimeSpan time)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            heldBefore[lane] += acknowledged[lane].Count;
            acknowledged[lane].Clear();
        }

        var period = TimeSpan.FromSeconds((double)Lanes / perSecond);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => Go(lane, period, time))));
        return acknowledged.Sum(lane => (long)lane.Count);
    }

    public void Dispose()
    {
        foreach (var connection in connections) connection.Dispose();
    }

    private async Task Go(int lane, TimeSpan period, TimeSpan time)
    {
        await Task.Delay(period * ((double)lane / Lanes));
        using var timer = new PeriodicTimer(period);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            var number = heldBefore[lane] + acknowledged[lane].Count;
            if (number >= People) throw new InvalidOperationException($"All {People} people have a place in each week.");
            // The lanes are at different people at any one moment: a person is asked one thing at a time.
            var person = (number + lane * (People / Lanes)) % People;
            var answer = await connections[lane].Ask(hold, (long)lane * People + person);
            if (answer.Status != 201) throw new VoidRunException($"A booking that has to succeed was answered {answer.Status}.");
            acknowledged[lane].Add(Stopwatch.GetTimestamp());
            await timer.WaitForNextTickAsync();
        }
    }
}
