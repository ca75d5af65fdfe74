using OutreachSilo.Common;

namespace OutreachSilo.Storage;

public sealed class SqliteFencingTests() : FencingTests(new SqliteTestDatabase());

public sealed class PostgreSqlFencingTests() : FencingTests(new PostgreSqlTestDatabase())
{
    [Fact]
    public async Task Control_an_insert_that_skips_conflicts_would_have_stored_the_later_two()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Journal.Open(Grain).Append([.. Enumerable.Range(1, 5).Select(version => Some.Change(version))], null);

        var rows = string.Join(", ", new[] { 5, 6, 7 }.Select(version => $"('{Grain}', {version}, now(), 'place-held', '{{}}', 'person-1', '00000000-0000-0000-0000-000000000000')"));
        await storage.Execute($"insert into journal (grain, version, at, kind, body, actor, command) values {rows} on conflict do nothing");

        Assert.Equal(7, (await storage.Read(Grain)).Length);
    }
}

/// <summary>Two activations of one grain: whatever happens, one history, and the loser learns at its first conflict.</summary>
public abstract class FencingTests(TestDatabase database) : StorageTests(database)
{
    protected const string Grain = "week/K81001/2026-08-03";

    [Theory]
    [InlineData("4096")]
    [InlineData("1")]
    public async Task A_stale_activation_with_three_appends_in_flight_gets_none_of_them_stored(string batchRowsMax)
    {
        await using var storage = await RunningStorage.Start(Database, ("Storage:BatchRowsMax", batchRowsMax));
        var stale = storage.Journal.Open(Grain);
        for (var version = 1; version <= 4; version++) await stale.Append(version);
        await storage.Journal.Open(Grain).Append([Some.Change(5, "written-elsewhere")], null);

        Task[] late;
        await using (await storage.HoldWriter()) late = [stale.Append(5), stale.Append(6), stale.Append(7)];

        foreach (var append in late) await Assert.ThrowsAsync<JournalFencedException>(() => append);
        var stored = await storage.Read(Grain);
        Assert.Equal(5, stored.Length);
        Assert.Equal("written-elsewhere", stored[^1].Kind);
    }

    [Fact]
    public async Task Once_fenced_an_activation_may_not_even_write_a_version_that_is_free()
    {
        await using var storage = await RunningStorage.Start(Database);
        var stale = storage.Journal.Open(Grain);
        await stale.Append(1);
        await storage.Journal.Open(Grain).Append(2);
        await Assert.ThrowsAsync<JournalFencedException>(() => stale.Append(2));

        Assert.True(stale.IsPoisoned);
        await Assert.ThrowsAsync<JournalFencedException>(() => stale.Append(3));
        Assert.Equal(2, (await storage.Read(Grain)).Length);
    }

    [Fact]
    public async Task Two_activations_in_one_batch_are_told_apart()
    {
        await using var storage = await RunningStorage.Start(Database);
        var first = storage.Journal.Open(Grain);
        var second = storage.Journal.Open(Grain);
        Task[] won, lost;
        await using (await storage.HoldWriter())
        {
            var one = first.Append(1, new CountingSummary());
            var rival = second.Append(1, new CountingSummary());
            won = [one, first.Append(2, new CountingSummary())];
            lost = [rival, second.Append(2, new CountingSummary())];
        }

        await Task.WhenAll(won);
        foreach (var append in lost) await Assert.ThrowsAsync<JournalFencedException>(() => append);
        Assert.Equal(2, (await storage.Read(Grain)).Length);
    }

    [Fact]
    public async Task Neighbours_of_a_fenced_activation_are_stored()
    {
        await using var storage = await RunningStorage.Start(Database);
        var stale = storage.Journal.Open(Grain);
        await stale.Append(1);
        await storage.Journal.Open(Grain).Append(2);

        var neighbours = new List<Task>();
        Task late;
        await using (await storage.HoldWriter())
        {
            for (var number = 0; number < 50; number++) neighbours.Add(storage.Journal.Open($"week/before/{number}").Append(1, new CountingSummary()));
            late = stale.Append(2, new CountingSummary());
            for (var number = 0; number < 50; number++) neighbours.Add(storage.Journal.Open($"week/after/{number}").Append(1, new CountingSummary()));
        }

        await Task.WhenAll(neighbours);
        await Assert.ThrowsAsync<JournalFencedException>(() => late);
        Assert.Equal(102L, await storage.Scalar("select count(*) from journal"));
        Assert.Equal(100L, await storage.Scalar("select count(*) from summary"));
    }

    [Fact]
    public async Task A_call_whose_last_entry_conflicts_stores_none_of_its_entries()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Journal.Open(Grain).Append(3);
        await Assert.ThrowsAsync<JournalFencedException>(() => storage.Journal.Open(Grain).Append([Some.Change(1), Some.Change(2), Some.Change(3)], null));
        Assert.Equal([3], (await storage.Read(Grain)).Select(entry => entry.Version));
    }

    [Fact]
    public async Task Over_many_rounds_each_version_has_exactly_one_writer()
    {
        await using var storage = await RunningStorage.Start(Database);
        await Duel(storage, storage, rounds: 300);
    }

    /// <summary>Both sides read, then write the next version; one is told yes, the other fenced.</summary>
    internal static async Task Duel(RunningStorage left, RunningStorage right, int rounds)
    {
        for (var round = 1; round <= rounds; round++)
        {
            var commands = new[] { Guid.NewGuid(), Guid.NewGuid() };
            var attempts = new[] { Attempt(left, round, commands[0]), Attempt(right, round, commands[1]) };
            var outcomes = await Task.WhenAll(attempts);
            Assert.Single(outcomes, stored => stored);
            var stored = await left.Journal.Read(Grain, round - 1, CancellationToken.None);
            Assert.Equal(commands[Array.IndexOf(outcomes, true)], Assert.Single(stored).Command);
        }
    }

    private static async Task<bool> Attempt(RunningStorage storage, long version, Guid command)
    {
        try
        {
            await storage.Journal.Open(Grain).Append([Some.Change(version, command: command)], new CountingSummary());
            return true;
        }
        catch (JournalFencedException)
        {
            return false;
        }
    }
}
