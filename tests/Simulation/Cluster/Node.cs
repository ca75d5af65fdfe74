using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Serialization.Invocation;
using Orleans.Storage;
using OutreachSilo.Common;
using OutreachSilo.Host;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using OutreachSilo.Machine;
using OutreachSilo.Mentoring;
using OutreachSilo.Mutants;
using OutreachSilo.Runs;
using OutreachSilo.Storage;

namespace OutreachSilo.Cluster;

/// <summary>A process that has the real grains, the live feed and the deadline service.</summary>
internal sealed class Node
{
    private static readonly TimeSpan CollectEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(45);

    private readonly Dictionary<GrainId, Activation> activations = [];
    private readonly Dictionary<GrainId, IGrainObserver> observers = [];
    private readonly Network network;

    public Node(Process process, Network network, NodeJournal journal, NodeSnapshots snapshots, FaultLog log, Setup setup)
    {
        (Process, Log, Mutant, this.network) = (process, log, setup.Mutant, network);
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(process.Clock);
        builder.Services.AddSingleton<IGrainFactory>(network.References).AddSingleton<IGrainRuntime>(new GrainRuntime(this));
        builder.Services.AddSingleton<IJournal>(setup.AnswersEarly is { } early ? new EarlyJournal(journal, early) : journal);
        builder.Services.AddSingleton<ITexts>(journal).AddSingleton<IJournalScan>(journal).AddSingleton<IBoardStore>(journal).AddSingleton<IMentoringStore>(journal);
        builder.Services.AddKeyedSingleton<IGrainStorage>(Snapshot.Storage, snapshots);
        builder.AddOutreachGrains();
        builder.Services.Replace(ServiceDescriptor.Singleton(new SnapshotOptions { Every = 4, Scheduler = process.Scheduler }));
        Services = builder.Build().Services;
    }

    public Process Process { get; }

    public FaultLog Log { get; }

    /// <summary>Infects every new grain; null outside negative controls.</summary>
    public IMutant? Mutant { get; }

    public IServiceProvider Services { get; }

    public IGrainFactory Grains => network.References;

    /// <summary>Starts the services that run beside the grains.</summary>
    public void Start()
    {
        _ = Process.Start(() => Services.GetRequiredService<LiveFeed>().Run(CancellationToken.None));
        _ = Process.Start(() => ActivatorUtilities.CreateInstance<DeadlineService>(Services).Run(CancellationToken.None));
        Process.After(CollectEvery, Collect);
    }

    /// <summary>Creates a reference to an object of this node.</summary>
    public T Observe<T>(T observer, Placement placement)
        where T : IGrainObserver
    {
        var id = GrainId.Create(References.ObserverType, IdSpan.Create($"{Process.Name}-{observers.Count}"));
        observers.Add(id, observer);
        placement.Add(id, this);
        return (T)network.References.Refer(id, typeof(T));
    }

    public void Receive(Call call)
    {
        if (observers.TryGetValue(call.Target, out var observer))
        {
            _ = Process.Start(async () => call.Answer(await call.Invoke(new Holder(observer))));
            return;
        }

        if (!activations.TryGetValue(call.Target, out var activation)) activations[call.Target] = activation = new(this, call.Target);
        activation.Receive(call);
    }

    public void Remove(Activation activation) => activations.Remove(activation.GrainId);

    private void Collect()
    {
        var before = Process.World.Now - IdleFor;
        foreach (var activation in activations.Values.Where(activation => activation.IsIdle && activation.LastUsed <= before).ToList())
            activation.Deactivate(new(DeactivationReasonCode.ActivationIdle, "The activation was idle."));
        Process.After(CollectEvery, Collect);
    }

    private sealed class Holder(object target) : ITargetHolder
    {
        public object GetTarget() => target;

        public object? GetComponent(Type componentType) => null;
    }
}
