using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Embedded;
using Orleans.Storage;
using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.Machine;
using OutreachSilo.Mentoring;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Cluster;

/// <summary>A process with an engine, the real grains, the live feed, the deadline watch and the catching up of summaries.</summary>
internal sealed class Node
{
    /// <summary>One viewer of each kind of board.</summary>
    private static readonly int ObserversPerNode = Enum.GetValues<TasterKind>().Length;

    private readonly IServiceProvider services;
    private int observers;

    public Node(Process process, IOutgoingGrainCallFilter network, NodeJournal journal, NodeSnapshots snapshots, Guards guards, ILoggerProvider log)
    {
        Process = process;
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(process.Clock);
        builder.Services.AddSingleton<IEngineScheduler>(process.Scheduler);
        builder.Services.AddSingleton<IJournal>(journal).AddSingleton<IJournalScan>(journal).AddSingleton<IBoardStore>(journal).AddSingleton<ISummaryStore>(journal).AddSingleton<IMentoringStore>(journal);
        builder.Services.AddKeyedSingleton<IGrainStorage>(Snapshot.Storage, snapshots);
        builder.AddOutreachGrains();
        builder.Services.Replace(ServiceDescriptor.Singleton(guards));
        builder.Services.Replace(ServiceDescriptor.Singleton(new SnapshotPace { ChangesLeast = 4, Pause = TimeSpan.FromSeconds(10), Beside = process.Scheduler }));
        builder.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Network.ResponseTimeout);
        builder.Services.Configure<GrainCollectionOptions>(options =>
        {
            options.CollectionQuantum = TimeSpan.FromSeconds(20);
            options.CollectionAge = TimeSpan.FromSeconds(45);
        });
        builder.UseOrleans(silo => silo.AddOutgoingGrainCallFilter(network));
        services = builder.Build().Services;
        Grains = services.GetRequiredService<IGrainFactory>();
    }

    public Process Process { get; }

    public IGrainFactory Grains { get; }

    /// <summary>Begins what runs beside the grains.</summary>
    public void Start()
    {
        _ = Process.Start(() => services.GetRequiredService<LiveFeed>().Run(CancellationToken.None));
        _ = Process.Start(() => ActivatorUtilities.CreateInstance<DeadlineWatch>(services).Run(CancellationToken.None));
        _ = Process.Start(() => ActivatorUtilities.CreateInstance<SummaryCatchUp>(services).Run(CancellationToken.None));
    }

    /// <summary>A reference to an object of this node, different from those of every other node: engines that know nothing of each other number theirs alike.</summary>
    public T Observe<T>(T observer)
        where T : IGrainObserver
    {
        for (; observers < Process.Number * ObserversPerNode; observers++) Grains.CreateObjectReference<T>(observer);
        observers++;
        return Grains.CreateObjectReference<T>(observer);
    }
}
