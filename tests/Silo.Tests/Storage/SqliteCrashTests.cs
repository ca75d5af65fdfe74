using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>A file that is copied while it is written, as a crash leaves it, and activations that were overtaken.</summary>
public sealed class SqliteCrashTests() : StorageTests(new SqliteTestDatabase())
{
    private const int Grains = 23;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_journal_reads_the_same_at_every_moment(int seed)
    {
        await using var storage = await RunningStorage.Start(Database);
        var written = await Write(storage, new Random(seed), rounds: 200, check: true);
        await Check(storage, written);
    }

    [Fact]
    public async Task What_was_read_while_changes_were_being_stored_has_no_gap()
    {
        await using var storage = await RunningStorage.Start(Database);
        var session = storage.Journal.Open("week/1");
        var writing = Task.Run(async () =>
        {
            for (var version = 1; version <= 2_000; version++) await session.Append(version);
        });
        while (!writing.IsCompleted)
        {
            var read = await storage.Read("week/1");
            Assert.Equal(Enumerable.Range(1, read.Length).Select(version => (long)version), read.Select(entry => entry.Version));
        }

        await writing;
        Assert.Equal(2_000, (await storage.Read("week/1")).Length);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task After_a_crash_everything_is_found_and_fenced(int seed)
    {
        await using var crashed = new SqliteTestDatabase();
        Dictionary<string, long> written;
        await using (var storage = await RunningStorage.Start(Database))
        {
            written = await Write(storage, new Random(seed), rounds: 120, check: false);
            await using (await storage.HoldWriter())
                foreach (var file in Directory.GetFiles(Database.Folder, "outreach.db*").Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
                    File.Copy(file, Path.Combine(crashed.Folder, Path.GetFileName(file)));
        }

        await using (var again = await RunningStorage.Start(crashed))
        {
            await Check(again, written);
            var (grain, newest) = written.First();
            await Assert.ThrowsAsync<JournalFencedException>(() => again.Journal.Open(grain).Append((int)newest));
            await again.Journal.Open(grain).Append((int)newest + 1);
            written[grain]++;
            foreach (var (known, last) in await Write(again, new Random(seed + 100), rounds: 60, check: true, written)) written[known] = last;
        }

        await using var orderly = await RunningStorage.Start(crashed);
        await Check(orderly, written);
    }

    [Fact]
    public async Task An_activation_that_was_overtaken_is_fenced_however_long_ago()
    {
        await using var storage = await RunningStorage.Start(Database);
        foreach (var between in new[] { 0, 10, 20, 200 })
        {
            var grain = $"week/{between}";
            var stale = storage.Journal.Open(grain);
            await stale.Append(1);
            await storage.Journal.Open(grain).Append(2);
            for (var number = 1; number <= between; number++) await storage.Journal.Open($"week/{between}/{number}").Append(1);
            await Assert.ThrowsAsync<JournalFencedException>(() => stale.Append(2));
            Assert.Equal(2, (await storage.Read(grain)).Length);
        }
    }

    [Fact]
    public async Task A_batch_that_is_not_stored_leaves_nothing_behind()
    {
        await using var storage = await RunningStorage.Start(Database);
        await storage.Execute(Database.RefuseKind("refused"));
        for (var number = 1; number <= 40; number++)
        {
            var grain = $"week/{number}";
            await Assert.ThrowsAnyAsync<JournalException>(() => storage.Journal.Open(grain).Append([Some.Change(1), Some.Change(2, "refused")], null));
            Assert.Empty(await storage.Read(grain));
            await storage.Journal.Open(grain).Append(1);
            Assert.Single(await storage.Read(grain));
        }
    }

    /// <summary>Activations of many grains that write, end and begin again, some with several changes at once.</summary>
    /// <returns>The newest version of each grain.</returns>
    private static async Task<Dictionary<string, long>> Write(RunningStorage storage, Random dice, int rounds, bool check, Dictionary<string, long>? before = null)
    {
        var newest = before is null ? new Dictionary<string, long>(StringComparer.Ordinal) : new Dictionary<string, long>(before, StringComparer.Ordinal);
        var sessions = new Dictionary<string, IJournalSession>(StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            var appends = new List<Task>();
            for (var append = dice.Next(1, 6); append > 0; append--)
            {
                var grain = $"week/{dice.Next(Grains)}";
                if (!sessions.TryGetValue(grain, out var session) || dice.Next(10) == 0) sessions[grain] = session = storage.Journal.Open(grain);
                var (last, count) = (newest.GetValueOrDefault(grain), dice.Next(1, 4));
                appends.Add(session.Append([.. Enumerable.Range(1, count).Select(more => Some.Change((int)last + more))], null));
                newest[grain] = last + count;
            }

            await Task.WhenAll(appends);
            if (check) await Check(storage, newest);
        }

        return newest;
    }

    private static async Task Check(RunningStorage storage, Dictionary<string, long> newest)
    {
        foreach (var (grain, last) in newest)
        {
            Assert.Equal(Enumerable.Range(1, (int)last).Select(version => (long)version), (await storage.Read(grain)).Select(entry => entry.Version));
            Assert.Equal(last / 2 + 1, (await storage.Journal.Read(grain, last / 2, CancellationToken.None)) is { Length: > 0 } rest ? rest[0].Version : last / 2 + 1);
            var half = last / 2 + 1;
            Assert.Equal([last], (await storage.History.Read(grain, null, null, 1, CancellationToken.None)).Lines.Select(line => line.Version));
            Assert.Equal(new[] { half - 1, half - 2, half - 3 }.Where(version => version > 0), (await storage.History.Read(grain, null, half, 3, CancellationToken.None)).Lines.Select(line => line.Version));
        }
    }
}
