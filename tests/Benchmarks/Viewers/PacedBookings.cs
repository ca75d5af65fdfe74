using OutreachSilo.Live;

namespace OutreachSilo.Benchmarks.Viewers;

/// <summary>
/// Bookings over HTTP at a steady pace. Each of twenty weeks has one caller with one booking in flight, so that the number of places held
/// says exactly which bookings a row shows.
/// </summary>
internal sealed class PacedBookings : IDisposable
{
    public const string Board = $"live/{Weeks.Region}/Foundation";

    /// <summary>The weeks that are booked, each on a Monday of its own, so that a person may have all of them.</summary>
    public const int Booked = 20;

    private readonly WriteRequest book;
    private readonly HttpConnection[] connections;
    private readonly List<long>[] acknowledged = [.. Enumerable.Range(0, Booked).Select(_ => new List<long>())];
    private readonly int[] heldBefore = new int[Booked];

    private PacedBookings(WriteRequest book, HttpConnection[] connections) => (this.book, this.connections) = (book, connections);

    public static IReadOnlyList<string> RowKeys { get; } =
        [.. Enumerable.Range(0, Booked).Select(week => BoardRowJson.KeyOf(Weeks.Id(week, Booked)))];

    /// <summary>Timestamps of the acknowledgements of the last run, by week.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Acknowledged => acknowledged;

    /// <summary>How many places were held in each week when the last run began.</summary>
    public IReadOnlyList<int> HeldBefore => heldBefore;

    public long AcknowledgedInAll => heldBefore.Sum() + acknowledged.Sum(week => week.Count);

    /// <summary>The board's weeks, of which the first are booked.</summary>
    public static Task Publish(IJournal journal, int rows) =>
        Weeks.Publish(journal, Enumerable.Range(0, rows).Select(number => Weeks.Id(number, Booked)), Bookings.Unlimited);

    public static async Task<PacedBookings> Open(ServedSilo silo) => new(
        HttpRequests.Book(silo.Tickets, Bookings.People, (week, _) => Weeks.Id((int)week, Booked)),
        await Task.WhenAll(Enumerable.Range(0, Booked).Select(_ => HttpConnection.Open(silo.Address))));

    /// <summary>The number of bookings made, which is less than asked for when the service is slower.</summary>
    public async Task<long> Run(int perSecond, TimeSpan time)
    {
        for (var week = 0; week < Booked; week++)
        {
            heldBefore[week] += acknowledged[week].Count;
            acknowledged[week].Clear();
        }

        var period = TimeSpan.FromSeconds((double)Booked / perSecond);
        await Task.WhenAll(Enumerable.Range(0, Booked).Select(week => Task.Run(() => Run(week, period, time))));
        return acknowledged.Sum(week => (long)week.Count);
    }

    public void Dispose()
    {
        foreach (var connection in connections) connection.Dispose();
    }

    private async Task Run(int week, TimeSpan period, TimeSpan time)
    {
        await Task.Delay(period * ((double)week / Booked));
        using var timer = new PeriodicTimer(period);
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < time; await timer.WaitForNextTickAsync())
        {
            var number = heldBefore[week] + acknowledged[week].Count;
            if (number >= Bookings.People) throw new InvalidOperationException("Everybody has a place in each week.");
            // The callers are at different people at any moment: a person is asked one thing at a time.
            var person = (number + week * (Bookings.People / Booked)) % Bookings.People;
            var status = await connections[week].Send(book, (long)week * Bookings.People + person);
            if (status != 201) throw new VoidRunException($"A booking got {status}.");
            acknowledged[week].Add(Stopwatch.GetTimestamp());
        }
    }
}
