using System.Text;
using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

public sealed class SqliteGrainStorageTests() : GrainStorageTests(new SqliteTestDatabase());

public sealed class PostgreSqlGrainStorageTests() : GrainStorageTests(new PostgreSqlTestDatabase());

/// <summary>What snapshots need of the grain storage that the service registers: Orleans' own on PostgreSQL, one over the journal's writer on SQLite.</summary>
public abstract class GrainStorageTests(TestDatabase database) : StorageTests(database)
{
    private static readonly GrainId Week = GrainId.Create("week", "week/K81001/2026-08-03");
    private static readonly GrainId Other = GrainId.Create("week", "week/K81002/2026-08-03");

    [Fact]
    public async Task What_was_written_is_read_and_each_write_has_a_new_tag()
    {
        await using var storage = await RunningStorage.StartWithSilo(Database);
        var table = storage.Snapshots;
        Assert.False((await Read(table, Week)).RecordExists);
        var state = await Written(table, Week, 7);
        var first = state.ETag;
        state.State = At(9);
        await table.WriteStateAsync("week", Week, state);

        var read = await Read(table, Week);

        Assert.NotEqual(first, read.ETag);
        Assert.Equal((state.ETag, 9L, """{"host":"Elm"}"""), (read.ETag, read.State!.Version, read.State.State.GetRawText()));
        Assert.True(read.State.Matches(Week.Key.ToString()!, Last(9)));
        Assert.False((await Read(table, Other)).RecordExists);
    }

    [Fact]
    public async Task A_write_over_another_s_write_is_inconsistent_and_changes_nothing()
    {
        await using var storage = await RunningStorage.StartWithSilo(Database);
        var table = storage.Snapshots;
        var mine = await Read(table, Week);
        var state = await Written(table, Week, 7);

        mine.State = At(3);
        await Assert.ThrowsAsync<InconsistentStateException>(() => table.WriteStateAsync("week", Week, mine));
        var old = new GrainState<Snapshot>(At(4), state.ETag);
        await table.WriteStateAsync("week", Week, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => table.WriteStateAsync("week", Week, old));
        await Assert.ThrowsAsync<InconsistentStateException>(() => table.ClearStateAsync("week", Week, old));
        Assert.Equal(7, (await Read(table, Week)).State!.Version);
    }

    [Fact]
    public async Task A_cleared_row_is_gone_and_can_be_written_anew()
    {
        await using var storage = await RunningStorage.StartWithSilo(Database);
        var table = storage.Snapshots;
        var state = await Written(table, Week, 7);
        await table.ClearStateAsync("week", Week, state);
        Assert.False((await Read(table, Week)).RecordExists);
        state.State = At(8);
        await table.WriteStateAsync("week", Week, state);
        Assert.Equal(8, (await Read(table, Week)).State!.Version);
    }

    [Fact]
    public async Task Many_read_at_once_get_each_their_own()
    {
        await using var storage = await RunningStorage.StartWithSilo(Database);
        var table = storage.Snapshots;
        var grains = Enumerable.Range(1, 40).Select(number => GrainId.Create("week", $"week/K{number:00000}/2026-08-03")).ToList();
        foreach (var (index, grain) in grains.Index().Where(each => each.Index % 2 == 0)) await Written(table, grain, index + 1);

        var read = await Task.WhenAll(grains.Select(grain => Read(table, grain)));

        Assert.Equal(grains.Index().Select(each => each.Index % 2 == 0 ? each.Index + 1L : 0), read.Select(each => each.State?.Version ?? 0));
    }

    [Theory]
    [InlineData(""), InlineData("no json"), InlineData("{\"Build\":\"a build\",\"Version\":"), InlineData("[]"), InlineData("\"text\"")]
    public async Task What_is_no_snapshot_counts_as_none_and_the_next_write_replaces_it(string body)
    {
        await using var storage = await RunningStorage.StartWithSilo(Database);
        var table = storage.Snapshots;
        await Written(table, Week, 7);
        await storage.Execute($"update grain_state set body = {Database.Bytes(Encoding.UTF8.GetBytes(body))}");

        var read = await Read(table, Week);
        Assert.Equal(0, read.State?.Version ?? 0);
        read.State = At(8);
        await table.WriteStateAsync("week", Week, read);
        Assert.Equal(8, (await Read(table, Week)).State!.Version);
    }

    [Fact]
    public async Task Of_many_journals_read_at_once_each_is_read_from_where_its_reader_is()
    {
        await using var storage = await RunningStorage.Start(Database);
        var grains = Enumerable.Range(1, 20).Select(number => $"week/K{number:00000}/2026-08-03").ToList();
        await Task.WhenAll(grains.Select(grain => storage.Journal.Open(grain).Append([.. Enumerable.Range(1, 10).Select(version => Some.Change(version))], null)));

        var reads = grains.Index().SelectMany(each => new[] { (each.Item, After: each.Index % 11), (each.Item, After: 8) }).ToList();
        var rows = await Task.WhenAll(reads.Select(read => storage.Journal.Read(read.Item, read.After, CancellationToken.None)));

        Assert.Equal(
            reads.Select(read => string.Join(' ', Enumerable.Range(1, 10).Where(version => version > read.After))),
            rows.Select(entries => string.Join(' ', entries.Select(entry => entry.Version))));
    }

    private static Snapshot At(long version) => Snapshot.Of(Week.Key.ToString()!, "a build", Last(version), JsonElement.Parse("""{"host":"Elm"}"""));

    private static JournalEntry Last(long version) => Some.Change(version, command: Guid.Empty);

    private static async Task<GrainState<Snapshot>> Written(IGrainStorage table, GrainId grain, long version)
    {
        var state = new GrainState<Snapshot>(At(version));
        await table.WriteStateAsync("week", grain, state);
        return state;
    }

    private static async Task<GrainState<Snapshot>> Read(IGrainStorage table, GrainId grain)
    {
        var state = new GrainState<Snapshot>();
        await table.ReadStateAsync("week", grain, state);
        return state;
    }
}
