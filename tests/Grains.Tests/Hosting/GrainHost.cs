using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;
using OutreachSilo.TestKit;

namespace OutreachSilo.Hosting;

/// <summary>The real grains on the engine, with a journal in memory and a clock in the test's hand.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private IReadOnlyList<Action<IServiceCollection>> alterations = [];
    private InMemorySilo silo = null!;

    public MemoryJournal Journal { get; private init; } = new();

    public MemorySnapshots Snapshots { get; private init; } = new();

    public SnapshotOptions SnapshotOptions { get; private init; } = new();

    public ManualTime Time { get; private init; } = new(Start);

    /// <summary>Around every call to a grain.</summary>
    public Func<IIncomingGrainCallContext, Task> AroundCalls { get; set; } = context => context.Invoke();

    public IGrainFactory Grains => silo.Services.GetRequiredService<IGrainFactory>();

    public IServiceProvider Services => silo.Services;

    public static Task<GrainHost> New() => new GrainHost().Begin();

    /// <summary>With services replaced, as a negative control does that puts a mutant among the grains.</summary>
    public static Task<GrainHost> With(Action<IServiceCollection> alteration) => new GrainHost { alterations = [alteration] }.Begin();

    /// <summary>With a snapshot after so many changes.</summary>
    public static Task<GrainHost> WithSnapshots(int every) => new GrainHost { SnapshotOptions = new() { Every = every } }.Begin();

    /// <summary>The same journal in a new process, after the old one vanished without a word.</summary>
    public async Task<GrainHost> Restart()
    {
        var next = new GrainHost { Journal = Journal, Snapshots = Snapshots, SnapshotOptions = SnapshotOptions, Time = Time, alterations = alterations };
        await DisposeAsync();
        return await next.Begin();
    }

    public IPersonGrain Person(string id) => Grains.GetGrain<IPersonGrain>(GrainKeys.Person(id));

    public IPlacementGrain Placement(Guid id) => Grains.GetGrain<IPlacementGrain>(GrainKeys.Placement(id));

    public Task<Outcome<PlaceView>> Hold(string person, Guid id, WeekId week) => Placement(id).Hold(new OpenPlacement(id, person, week, TasterKind.Foundation));

    public Task<Outcome<PlaceView>> Join(string person, Guid id, WeekId week) =>
        Placement(id).JoinWaitingList(new OpenPlacement(id, person, week, TasterKind.Foundation));

    public Task<Outcome<PlaceView>> Confirm(string person, Guid place, Guid? command = null) =>
        Placement(place).Confirm(new PlaceCommand(command ?? Guid.NewGuid(), person, place));

    public Task<Outcome<PlaceView>> Accept(string person, Guid place, Guid? command = null) =>
        Placement(place).Accept(new PlaceCommand(command ?? Guid.NewGuid(), person, place));

    public Task<Outcome<PlaceView>> Release(string person, Guid place, Guid? command = null) =>
        Placement(place).Release(new PlaceCommand(command ?? Guid.NewGuid(), person, place));

    /// <summary>The state of the one place that somebody's agenda has: its week knows how an open one stands.</summary>
    public async Task<PlaceState> StateOf(string person)
    {
        var place = Assert.Single((await Person(person).Agenda()).Entries);
        return place.State == PlaceState.Asked ? (await Week(place.Week).Place(place.Id)).Value!.State : place.State;
    }

    public ITasterWeekGrain Week(WeekId id) => Grains.GetGrain<ITasterWeekGrain>(id.ToString());

    public async Task<WeekId> PublishedWeek(int capacity = 1, string practice = "K81001")
    {
        var id = AWeek.Id with { Practice = practice };
        var published = await Week(id).Publish(new PublishWeek(Guid.NewGuid(), "manager", AWeek.Host, [AWeek.Terms(capacity: capacity)], Math.Max(5, capacity)));
        Assert.True(published.Succeeded, published.Refusal?.Detail);
        return id;
    }

    /// <summary>As the door does: a fault is followed by the same command again.</summary>
    public static async Task<T> Retry<T>(Func<Task<T>> call)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (JournalFencedException) when (attempt < 20)
            {
                // the old activation is on its way out
            }
        }
    }

    public ValueTask DisposeAsync() => silo.DisposeAsync();

    private async Task<GrainHost> Begin()
    {
        silo = await InMemorySilo.Start(Configure);
        return this;
    }

    private void Configure(IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TimeProvider>(Time).LeaveUpkeepToTheMachinesClock();
        builder.Services.AddSingleton(Journal);
        builder.Services.AddSingleton<IJournal>(Journal);
        builder.Services.AddSingleton<IJournalScan>(Journal);
        builder.Services.AddSingleton<ITexts>(Journal);
        builder.Services.AddSingleton<IBoardStore>(Journal);
        builder.Services.AddSingleton<IMentoringStore>(Journal);
        builder.Services.AddKeyedSingleton<IGrainStorage>(Snapshot.Storage, Snapshots);
        builder.AddOutreachGrains();
        builder.Services.Replace(ServiceDescriptor.Singleton(SnapshotOptions));
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(new CallFilter(this));
        foreach (var alteration in alterations) alteration(builder.Services);
    }

    private sealed class CallFilter(GrainHost host) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) => host.AroundCalls(context);
    }
}
