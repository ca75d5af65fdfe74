using OutreachSilo.Common;

namespace OutreachSilo.Practices;

public class ImportCallsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_passing_fault_is_outlived_by_the_same_command(int faults)
    {
        var sent = new List<int>();
        await Calls().Each(
            [7],
            item =>
            {
                sent.Add(item);
                return sent.Count <= faults ? throw new JournalUnavailableException("away") : Task.CompletedTask;
            },
            NoProgress.Instance,
            CancellationToken.None);

        Assert.Equal(Enumerable.Repeat(7, faults + 1), sent);
    }

    [Fact]
    public async Task A_lasting_fault_stops_the_import_and_says_what_to_do()
    {
        var tries = 0;
        var stopped = await Assert.ThrowsAsync<ImportStoppedException>(() => Calls().Each(
            [1],
            _ =>
            {
                tries++;
                throw new JournalBusyException("The queue is full.");
            },
            NoProgress.Instance,
            CancellationToken.None));

        Assert.Equal(3, tries);
        Assert.Contains("Run the same import again", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_in_the_program_is_not_repeated()
    {
        var tries = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(() => Calls().Each([1], _ => throw new InvalidOperationException($"{++tries}"), NoProgress.Instance, CancellationToken.None));
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task Commands_in_flight_are_bounded()
    {
        var (now, most, full) = (0, 0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var all = Calls().Each(
            Enumerable.Range(0, 2 * ImportCalls.InFlightMax),
            async _ =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                if (Volatile.Read(ref now) == ImportCalls.InFlightMax) full.TrySetResult();
                await full.Task;
                Interlocked.Decrement(ref now);
            },
            NoProgress.Instance,
            CancellationToken.None);
        await all;

        Assert.Equal(ImportCalls.InFlightMax, most);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    private static ImportCalls Calls() => new(new HurriedTime());

    /// <summary>Timers fire at once: pauses between tries take no time.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
