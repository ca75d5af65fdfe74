namespace OutreachSilo.Storage;

/// <summary>What waits for the writer, and who may be kept waiting for company.</summary>
public sealed class WriteQueueTests : IAsyncDisposable
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    private readonly SqliteTestDatabase database = new();
    private readonly WriteQueue queue = new(new StorageOptions());
    private readonly List<PendingAppend> batch = [];

    [Fact]
    public async Task What_can_wait_goes_along_with_what_cannot_at_once_and_in_order()
    {
        await using var storage = await RunningStorage.Start(database);
        Add(storage, "week/1", canWait: true);
        Add(storage, "week/2", canWait: false);
        Add(storage, "week/3", canWait: true);
        Assert.True(queue.Take(batch, Never, out _, out var quiet));
        Assert.False(quiet);
        Assert.Equal(["week/1", "week/2", "week/3"], batch.Select(append => append.Session.Grain));
    }

    [Fact]
    public async Task Alone_it_goes_after_a_moment_however_patient_the_writer_is()
    {
        await using var storage = await RunningStorage.Start(database);
        Add(storage, "week/1", canWait: true);
        Assert.True(queue.Take(batch, Never, out _, out var quiet));
        Assert.True(quiet);
        Assert.Single(batch);
    }

    [Fact]
    public async Task A_writer_that_sleeps_long_takes_up_what_can_wait_all_the_same()
    {
        await using var storage = await RunningStorage.Start(database);
        var taking = Task.Factory.StartNew(() => queue.Take(batch, Never, out _, out _), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        Add(storage, "week/1", canWait: true);
        Assert.True(await taking);
        Assert.Single(batch);
    }

    [Fact]
    public async Task What_can_wait_does_not_hold_up_an_end()
    {
        await using var storage = await RunningStorage.Start(database);
        Add(storage, "week/1", canWait: true);
        queue.End();
        Assert.True(queue.Take(batch, Never, out _, out var quiet));
        Assert.False(quiet);
        Assert.Single(batch);
        batch.Clear();
        Assert.False(queue.Take(batch, Never, out _, out _));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private void Add(RunningStorage storage, string grain, bool canWait) =>
        Assert.True(queue.TryAdd(new PendingAppend(new JournalSession(storage.Writer, grain), [Some.Change(1)], null, canWait, 1, 0), out _));
}
