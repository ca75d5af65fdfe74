using System.Diagnostics;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.People;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Hosting;

/// <summary>A snapshot is a cache of the fold: whatever becomes of it, the journal's word is the same.</summary>
public sealed class SnapshotTests
{
    private const int LongLife = 100_000;
    private const int LongWeek = 10_000;

    /// <summary>Changes from one snapshot to the next of a week that has lived.</summary>
    private const int Every = 3;

    [Fact]
    public async Task A_week_wakes_from_its_snapshot_and_the_rest_of_its_journal()
    {
        await using var host = await Lived();
        var before = await host.Week(Id).View();
        Assert.Equal(3, host.Snapshots[Id.ToString()]!.Version);
        await using var next = await host.Restart();
        next.Journal.Reads.Clear();

        var after = await next.Week(Id).View();

        Assert.Equal(before.Value!.Version, after.Value!.Version);
        Assert.Equal(before.Value.Offers.AsEnumerable(), after.Value.Offers.AsEnumerable());
        var rest = (int)(after.Value.Version - next.Snapshots[Id.ToString()]!.Version) + 1;
        Assert.Equal([(Id.ToString(), Every), (Id.ToString(), rest)], next.Journal.Reads);
    }

    [Fact]
    public async Task A_life_of_a_hundred_thousand_changes_wakes_without_reading_them_all()
    {
        await using var host = await GrainHost.New();
        var key = GrainKeys.Person(Ana);
        for (var version = 1; version < LongLife; version += 2)
        {
            var id = new Guid(version, 0, 0, new byte[8]);
            host.Journal.Intrude(key, ChangeCatalog.Write(new Engaged(id, "mentorship/1", id, Noon.AddHours(version), 30, 1, null), version, Noon, Ana, id));
            host.Journal.Intrude(key, ChangeCatalog.Write(new Disengaged(id, PlaceState.Released), version + 1, Noon, Ana, id));
        }

        // What it replays is written as a snapshot at once.
        var watch = Stopwatch.StartNew();
        var before = await host.Person(Ana).Agenda();
        TestContext.Current.TestOutputHelper?.WriteLine($"replayed in {watch.Elapsed.TotalMilliseconds:0} ms");
        await host.Snapshots.WhenStored(key, LongLife);
        await using var next = await host.Restart();
        Assert.Equal(LongLife, next.Snapshots[key]!.Version);
        next.Journal.Reads.Clear();
        watch.Restart();

        var after = await next.Person(Ana).Agenda();

        TestContext.Current.TestOutputHelper?.WriteLine($"woken in {watch.Elapsed.TotalMilliseconds:0} ms from {next.Snapshots[key]!.State.GetRawText().Length} bytes");
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Engagements.AsEnumerable(), after.Engagements.AsEnumerable());
        Assert.Equal([(key, new SnapshotOptions().Every), (key, 1)], next.Journal.Reads);
    }

    [Fact]
    public async Task A_week_of_ten_thousand_changes_does_too()
    {
        await using var host = await GrainHost.New();
        var id = await host.PublishedWeek(capacity: 50);
        await using var second = await host.Restart();
        for (var version = 2; version <= LongWeek; version += 2)
        {
            var place = new Guid(version, 0, 0, new byte[8]);
            second.Journal.Intrude(id.ToString(), ChangeCatalog.Write(new PlaceHeld(place, Ana, TasterKind.Foundation, HalfDays.WholeWeek, Noon.AddMinutes(10)), version, Noon, Ana, place));
            second.Journal.Intrude(id.ToString(), ChangeCatalog.Write(new PlaceReleased(place), version + 1, Noon, Ana, Guid.NewGuid()));
        }

        var before = await second.Week(id).View();
        await second.Snapshots.WhenStored(id.ToString(), LongWeek + 1);
        await using var third = await second.Restart();
        Assert.Equal(LongWeek + 1, third.Snapshots[id.ToString()]!.Version);
        third.Journal.Reads.Clear();

        var after = await third.Week(id).View();

        Assert.Equal(before.Value!.Offers.AsEnumerable(), after.Value!.Offers.AsEnumerable());
        Assert.Equal([(id.ToString(), new SnapshotOptions().Every), (id.ToString(), 1)], third.Journal.Reads);
    }

    [Theory]
    [InlineData("deleted"), InlineData("damaged"), InlineData("of another build"), InlineData("of an earlier version")]
    [InlineData("ahead of the journal"), InlineData("of another week"), InlineData("of another journal"), InlineData("one that does not fold"), InlineData("no state")]
    public async Task Whatever_becomes_of_a_snapshot_nothing_is_lost(string fate)
    {
        await using var host = await Lived();
        var before = await host.Week(Id).View();
        var early = host.Snapshots[Id.ToString()]!;
        foreach (var person in new[] { "d", "e", "f", "0" }) await host.Week(Id).Hold(HoldFor(person.PadLeft(32, '0')));
        var full = await host.Week(Id).View();
        var taken = await host.Snapshots.WhenStored(Id.ToString(), early.Version + 1);
        await using var next = await host.Restart();
        var own = host.Journal.Entries(Id.ToString()).Single(entry => entry.Version == taken.Version);
        host.Snapshots[Id.ToString()] = fate switch
        {
            "deleted" => null,
            "damaged" => new Snapshot { Build = taken.Build, Version = taken.Version, Digest = taken.Digest, State = Damaged(taken.State) },
            "of another build" => Snapshot.Of(Id.ToString(), $"{Guid.NewGuid():N}", own, StateJson.Write(Published(capacity: 1).State)),
            "of an earlier version" => early,
            "ahead of the journal" => Snapshot.Of(Id.ToString(), taken.Build, own with { Version = taken.Version + 10 }, taken.State),
            "of another week" => Snapshot.Of((Id with { Practice = "K81002" }).ToString(), taken.Build, own, StateJson.Write(Published(capacity: 1).State)),
            "of another journal" => Snapshot.Of(Id.ToString(), taken.Build, own with { Command = Guid.NewGuid() }, StateJson.Write(Published(capacity: 1).State)),
            "one that does not fold" => Snapshot.Of(Id.ToString(), taken.Build, own, StateJson.Write(TasterWeekState.Empty(Id.ToString()))),
            _ => Snapshot.Of(Id.ToString(), taken.Build, own, JsonSerializer.SerializeToElement<string?>(null)),
        };

        var after = await next.Week(Id).View();

        Assert.NotEqual(before.Value!.Version, full.Value!.Version);
        Assert.Equal(full.Value.Version, after.Value!.Version);
        Assert.Equal(full.Value.Offers.AsEnumerable(), after.Value.Offers.AsEnumerable());
        var known = next.Journal.Entries(Id.ToString()).First(entry => entry.Kind == "place-held");
        Assert.Equal(PlaceState.Held, (await next.Week(Id).Hold(HoldFor(known.Actor, id: known.Command))).Value?.State);
    }

    [Fact]
    public async Task No_snapshot_knows_more_than_the_journal_though_the_week_does()
    {
        await using var host = await GrainHost.WithSnapshots(every: 2);
        var ahead = new List<long>();
        host.Snapshots.BeforeStoring = (grain, snapshot) =>
        {
            if (snapshot.Version > host.Journal.Entries(grain).Length) ahead.Add(snapshot.Version);
            return Task.CompletedTask;
        };
        var week = host.Week(await host.PublishedWeek(capacity: 50));
        for (var round = 0; round < 10; round++)
        {
            var flush = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            host.Journal.Hold = flush.Task;
            var holds = Enumerable.Range(0, 4).Select(_ => week.Hold(HoldFor($"{Guid.NewGuid():N}"))).ToList();
            await week.View();
            flush.SetResult();
            Assert.All(await Task.WhenAll(holds), answer => Assert.True(answer.Succeeded));
        }

        await using var next = await host.Restart();
        await next.Week(Id).View();
        await next.Snapshots.WhenStored(Id.ToString(), 39);
        Assert.Empty(ahead);
        Assert.InRange(host.Snapshots[Id.ToString()]!.Version, 39, 41);
    }

    [Fact]
    public async Task Nobody_waits_for_a_snapshot()
    {
        await using var host = await GrainHost.WithSnapshots(every: 2);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var storing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Snapshots.BeforeStoring = (_, _) =>
        {
            begun.TrySetResult();
            return storing.Task;
        };
        var week = host.Week(await host.PublishedWeek(capacity: 50));
        for (var i = 0; i < 3; i++) Assert.True((await week.Hold(HoldFor($"{Guid.NewGuid():N}"))).Succeeded);
        await begun.Task;

        for (var i = 0; i < 20; i++) Assert.True((await week.Hold(HoldFor($"{Guid.NewGuid():N}"))).Succeeded);
        storing.SetResult();
    }

    [Fact]
    public async Task A_storage_that_takes_none_harms_nobody()
    {
        await using var host = await GrainHost.WithSnapshots(every: 2);
        host.Snapshots.BeforeStoring = (_, _) => throw new IOException("The disk is full.");
        var week = host.Week(await host.PublishedWeek(capacity: 50));
        for (var i = 0; i < 20; i++) Assert.True((await week.Hold(HoldFor($"{Guid.NewGuid():N}"))).Succeeded);
        await using var next = await host.Restart();
        Assert.Equal(20, (await next.Week(Id).View()).Value!.Offers[0].Held);
        Assert.Null(next.Snapshots[Id.ToString()]);
    }

    [Fact]
    public async Task A_storage_that_cannot_be_read_harms_nobody()
    {
        await using var host = await Lived();
        host.Snapshots.BeforeReading = _ => throw new IOException("The disk is gone.");
        Assert.Equal(3, (await host.Week(Id).View()).Value!.Offers[0].Held);
        Assert.True((await host.Week(Id).Hold(HoldFor($"{Guid.NewGuid():N}"))).Succeeded);
    }

    [Fact]
    public async Task A_snapshot_of_another_build_is_not_read_and_is_replaced()
    {
        await using var host = await Lived();
        var taken = host.Snapshots[Id.ToString()]!;
        var own = host.Journal.Entries(Id.ToString()).Single(entry => entry.Version == taken.Version);
        host.Snapshots[Id.ToString()] = Snapshot.Of(Id.ToString(), "another build", own, taken.State);
        host.Journal.Reads.Clear();

        Assert.Equal(4, (await host.Week(Id).View()).Value!.Version);

        Assert.Equal([(Id.ToString(), Every), (Id.ToString(), 1)], host.Journal.Reads);
        Assert.Equal(taken.Build, (await host.Snapshots.WhenStored(Id.ToString(), 4)).Build);
    }

    [Fact]
    public async Task Deleted_snapshots_of_every_aggregate_lose_nothing()
    {
        await using var host = await GrainHost.WithSnapshots(every: 1);
        await host.PublishedWeek(capacity: 2);
        Assert.True((await host.Hold(Ana, Guid.NewGuid(), Id)).Succeeded);
        await host.Snapshots.WhenStored(Id.ToString(), 1);
        await host.Snapshots.WhenStored(GrainKeys.Person(Ana), 1);
        var (week, person) = (await host.Week(Id).View(), await host.Person(Ana).Agenda());
        await using var next = await host.Restart();
        (next.Snapshots[Id.ToString()], next.Snapshots[GrainKeys.Person(Ana)]) = (null, null);

        Assert.Equal(week.Value!.Offers.AsEnumerable(), (await next.Week(Id).View()).Value!.Offers.AsEnumerable());
        Assert.Equal(person.Entries.AsEnumerable(), (await next.Person(Ana).Agenda()).Entries.AsEnumerable());
    }

    [Fact]
    public async Task A_short_life_has_none()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 50));
        for (var i = 0; i < 20; i++) Assert.True((await week.Hold(HoldFor($"{Guid.NewGuid():N}"))).Succeeded);
        await host.DisposeAsync();
        Assert.Null(host.Snapshots[Id.ToString()]);
    }

    private static JsonElement Damaged(JsonElement state)
    {
        var text = state.GetRawText();
        Assert.Contains("\"Capacity\":8", text, StringComparison.Ordinal);
        return JsonElement.Parse(text.Replace("\"Capacity\":8", "\"Capacity\":9", StringComparison.Ordinal));
    }

    /// <summary>A week that is half full, with a snapshot; the host has been started again once.</summary>
    private static async Task<GrainHost> Lived()
    {
        var host = await GrainHost.WithSnapshots(Every);
        var week = host.Week(await host.PublishedWeek(capacity: 8));
        foreach (var person in new[] { Ana, Ben, Cleo }) Assert.True((await week.Hold(HoldFor(person))).Succeeded);
        await host.Snapshots.WhenStored(Id.ToString(), 3);
        return await host.Restart();
    }
}
