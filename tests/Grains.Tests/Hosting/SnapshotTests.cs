using System.Diagnostics;
using System.Text;
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

    [Fact]
    public async Task A_week_wakes_from_its_snapshot_and_the_rest_of_its_journal()
    {
        await using var host = await Lived();
        var before = await host.Week(Id).View();
        var taken = host.Snapshots[Id.ToString()]!;
        Assert.Equal("week/1", taken.Form);
        await using var next = await host.Restart();
        next.Journal.Reads.Clear();

        var after = await next.Week(Id).View();

        Assert.Equal(before.Value!.Version, after.Value!.Version);
        Assert.Equal(before.Value.Offers.AsEnumerable(), after.Value.Offers.AsEnumerable());
        Assert.Equal([(Id.ToString(), (int)(after.Value.Version - next.Snapshots[Id.ToString()]!.Version) + 1)], next.Journal.Reads);
    }

    [Fact]
    public async Task A_life_of_a_hundred_thousand_changes_wakes_in_two_reads()
    {
        await using var host = await GrainHost.New();
        var key = GrainKeys.Person(Ana);
        for (var version = 1; version < LongLife; version += 2)
        {
            var id = new Guid(version, 0, 0, new byte[8]);
            host.Journal.Intrude(key, ChangeCatalog.Write(new Engaged(id, "mentorship/1", id, Noon.AddHours(version), 30, 1, null), version, Noon, Ana, id));
            host.Journal.Intrude(key, ChangeCatalog.Write(new Disengaged(id), version + 1, Noon, Ana, id));
        }

        // What it replays now, its end writes down.
        var watch = Stopwatch.StartNew();
        var before = await host.Person(Ana).Agenda();
        TestContext.Current.TestOutputHelper?.WriteLine($"replayed in {watch.Elapsed.TotalMilliseconds:0} ms");
        await using var next = await host.Restart();
        Assert.Equal(LongLife, next.Snapshots[key]!.Version);
        next.Journal.Reads.Clear();
        watch.Restart();

        var after = await next.Person(Ana).Agenda();

        TestContext.Current.TestOutputHelper?.WriteLine($"woken in {watch.Elapsed.TotalMilliseconds:0} ms from {next.Snapshots[key]!.State.Length} bytes");
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Engagements.AsEnumerable(), after.Engagements.AsEnumerable());
        Assert.Equal([(key, 1)], next.Journal.Reads);
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
        await using var third = await second.Restart();
        Assert.Equal(LongWeek + 1, third.Snapshots[id.ToString()]!.Version);
        third.Journal.Reads.Clear();

        var after = await third.Week(id).View();

        Assert.Equal(before.Value!.Offers.AsEnumerable(), after.Value!.Offers.AsEnumerable());
        Assert.Equal([(id.ToString(), 1)], third.Journal.Reads);
    }

    [Theory]
    [InlineData("deleted"), InlineData("damaged"), InlineData("of a form to come"), InlineData("of a form that was"), InlineData("of an earlier version")]
    [InlineData("ahead of the journal"), InlineData("of another week"), InlineData("of another journal"), InlineData("one that does not fold"), InlineData("no state")]
    public async Task Whatever_becomes_of_a_snapshot_nothing_is_lost(string fate)
    {
        await using var host = await Lived();
        var before = await host.Week(Id).View();
        var early = host.Snapshots[Id.ToString()]!;
        foreach (var person in new[] { "d", "e", "f", "0" }) await host.Week(Id).Hold(HoldFor(person.PadLeft(32, '0')));
        var full = await host.Week(Id).View();
        await using var next = await host.Restart();
        var taken = host.Snapshots[Id.ToString()]!;
        var own = host.Journal.Entries(Id.ToString()).Single(entry => entry.Version == taken.Version);
        host.Snapshots[Id.ToString()] = fate switch
        {
            "deleted" => null,
            "damaged" => new Snapshot { Form = taken.Form, Version = taken.Version, Digest = taken.Digest, State = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(taken.State).Replace("Held", "Expired", StringComparison.Ordinal)) },
            "of a form to come" => Snapshot.Of(Id.ToString(), "week/2", own, "{}"u8.ToArray()),
            "of a form that was" => Snapshot.Of(Id.ToString(), "week/0", own, "[]"u8.ToArray()),
            "of an earlier version" => early,
            "ahead of the journal" => Snapshot.Of(Id.ToString(), taken.Form, own with { Version = taken.Version + 10 }, taken.State),
            "of another week" => Snapshot.Of((Id with { Practice = "K81002" }).ToString(), taken.Form, own, WeekSnapshot.Form.Write(Published(capacity: 1).State)),
            "of another journal" => Snapshot.Of(Id.ToString(), taken.Form, own with { Command = Guid.NewGuid() }, WeekSnapshot.Form.Write(Published(capacity: 1).State)),
            "one that does not fold" => Snapshot.Of(Id.ToString(), taken.Form, own, WeekSnapshot.Form.Write(TasterWeekState.Empty(Id.ToString()))),
            _ => Snapshot.Of(Id.ToString(), taken.Form, own, "null"u8.ToArray()),
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

        await host.DisposeAsync();
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
    public async Task A_short_life_has_none()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 50));
        for (var i = 0; i < 20; i++) Assert.True((await week.Hold(HoldFor($"{Guid.NewGuid():N}"))).Succeeded);
        await host.DisposeAsync();
        Assert.Null(host.Snapshots[Id.ToString()]);
    }

    /// <summary>A week that is half full, with a snapshot; the host has been started again once.</summary>
    private static async Task<GrainHost> Lived()
    {
        var host = await GrainHost.WithSnapshots(every: 3);
        var week = host.Week(await host.PublishedWeek(capacity: 8));
        foreach (var person in new[] { Ana, Ben, Cleo }) Assert.True((await week.Hold(HoldFor(person))).Succeeded);
        return await host.Restart();
    }
}
