using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace OutreachSilo.Storage;

public sealed class SqliteReminderTableTests() : ReminderTableTests(new SqliteTestDatabase());

public sealed class PostgreSqlReminderTableTests() : ReminderTableTests(new PostgreSqlTestDatabase());

/// <summary>What a reminder table promises: src/Orleans.Reminders/SystemTargetInterfaces/IReminderTable.cs.</summary>
public abstract class ReminderTableTests(TestDatabase database) : StorageTests(database)
{
    private static readonly DateTime Noon = new(2026, 8, 3, 12, 0, 0, DateTimeKind.Utc);
    private static readonly GrainId Week = GrainId.Create("week", "week/K81001/2026-08-03");
    private static readonly GrainId Person = GrainId.Create("person", "person/0001");

    [Fact]
    public async Task What_was_written_is_read_by_grain_and_name()
    {
        await using var storage = await RunningStorage.Start(Database);
        var table = TableOf(storage);
        var tag = await table.UpsertRow(Entry(Week, "open"));

        var read = (await table.ReadRow(Week, "open"))!;

        Assert.Equal((Week, "open", Noon, TimeSpan.FromHours(1), tag), (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Equal(DateTimeKind.Utc, read.StartAt.Kind);
        Assert.Null(await table.ReadRow(Week, "close"));
        Assert.Null(await table.ReadRow(Person, "open"));
    }

    [Fact]
    public async Task Writing_again_replaces_and_changes_the_tag()
    {
        await using var storage = await RunningStorage.Start(Database);
        var table = TableOf(storage);
        var first = await table.UpsertRow(Entry(Week, "open"));
        var second = await table.UpsertRow(Entry(Week, "open", period: TimeSpan.FromMinutes(5)));

        Assert.NotEqual(first, second);
        var read = Assert.Single((await table.ReadRows(Week)).Reminders);
        Assert.Equal((TimeSpan.FromMinutes(5), second), (read.Period, read.ETag));
    }

    [Fact]
    public async Task A_row_is_removed_only_by_its_newest_tag()
    {
        await using var storage = await RunningStorage.Start(Database);
        var table = TableOf(storage);
        var first = await table.UpsertRow(Entry(Week, "open"));
        var second = await table.UpsertRow(Entry(Week, "open"));

        Assert.False(await table.RemoveRow(Week, "open", first!));
        Assert.False(await table.RemoveRow(Week, "open", "not a tag"));
        Assert.True(await table.RemoveRow(Week, "open", second!));
        Assert.False(await table.RemoveRow(Week, "open", second!));
        Assert.Empty((await table.ReadRows(Week)).Reminders);
    }

    [Fact]
    public async Task A_row_made_anew_is_not_removed_by_the_tag_of_the_old_one()
    {
        await using var storage = await RunningStorage.Start(Database);
        var table = TableOf(storage);
        var old = await table.UpsertRow(Entry(Week, "open"));
        await table.RemoveRow(Week, "open", old!);
        await table.UpsertRow(Entry(Week, "open"));

        Assert.False(await table.RemoveRow(Week, "open", old!));
        Assert.NotNull(await table.ReadRow(Week, "open"));
    }

    [Fact]
    public async Task Every_row_lies_in_exactly_one_half_of_the_ring()
    {
        await using var storage = await RunningStorage.Start(Database);
        var table = TableOf(storage);
        var grains = Enumerable.Range(0, 50).Select(number => GrainId.Create("person", $"person/{number:0000}")).ToList();
        foreach (var grain in grains) await table.UpsertRow(Entry(grain, "open"));
        const uint start = 0x4000_0000, middle = 0xC000_0000;

        var inside = await In(table, start, middle);
        var around = await In(table, middle, start);

        Assert.All(inside, grain => Assert.InRange(grain.GetUniformHashCode(), start + 1, middle));
        Assert.Equal(grains.Order(), inside.Concat(around).Order());
        Assert.Equal(grains.Order(), (await In(table, 0, 0)).Order());
        Assert.Equal(grains.Order(), (await In(table, middle, middle)).Order());
    }

    [Fact]
    public async Task Services_do_not_see_each_other_s_reminders()
    {
        await using var storage = await RunningStorage.Start(Database);
        var table = TableOf(storage);
        await table.UpsertRow(Entry(Week, "open"));

        Assert.Empty((await TableOf(storage, "other").ReadRows(Week)).Reminders);
        await TableOf(storage, "other").TestOnlyClearTable();
        Assert.Single((await table.ReadRows(Week)).Reminders);
    }

    [Fact]
    public async Task Reminders_survive_a_restart()
    {
        await using var storage = await RunningStorage.Start(Database);
        var table = TableOf(storage);
        var tag = await table.UpsertRow(Entry(Week, "open"));
        await storage.DisposeAsync();
        await using var again = await RunningStorage.Start(Database);

        Assert.Equal(tag, Assert.Single((await TableOf(again).ReadRows(0, 0)).Reminders).ETag);
    }

    private static async Task<IEnumerable<GrainId>> In(ReminderTable table, uint begin, uint end) => (await table.ReadRows(begin, end)).Reminders.Select(entry => entry.GrainId);

    private static ReminderTable TableOf(RunningStorage storage, string service = "outreach") => new(storage.Store, storage.Database, Options.Create(new ClusterOptions { ClusterId = "test", ServiceId = service }));

    private static ReminderEntry Entry(GrainId grain, string name, TimeSpan? period = null) =>
        new() { GrainId = grain, ReminderName = name, StartAt = Noon, Period = period ?? TimeSpan.FromHours(1) };
}
