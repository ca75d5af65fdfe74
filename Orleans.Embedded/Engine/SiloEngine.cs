using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Embedded;
using Orleans.Engine.Activations;
using Orleans.Engine.Calls;
using Orleans.Engine.Observers;
using Orleans.Engine.Proxies;
using Orleans.Engine.Turns;
using Orleans.Runtime;

namespace Orleans.Engine;

/// <summary>The parts of the engine and the way of a call from its proxy to its target. Everything it waits for goes by the clock and the scheduler it is given.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The hosted service stops it.")]
internal sealed partial class SiloEngine
{
    private long sequence;
    private volatile bool isStopping;
    private volatile bool isStopped;

    public SiloEngine(
        IServiceProvider services,
        IEngineScheduler scheduler,
        TimeProvider clock,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        ILoggerFactory loggers)
    {
        Services = services;
        Scheduler = scheduler;
        Clock = clock;
        Messaging = messaging.Value;
        Collection = collection.Value;
        log = loggers.CreateLogger("Orleans.Embedded");
        failures = new(clock);
        Classes = new(services, Collection);
        References = new(this);
        Directory = new(this);
        Timeouts = new(this);
        Collector = new(this);
        Observers = new(this);
        Runtime = new(this);
        IncomingFilters = [.. services.GetServices<IIncomingGrainCallFilter>()];
        OutgoingFilters = [.. services.GetServices<IOutgoingGrainCallFilter>()];
    }

    public IServiceProvider Services { get; }

    public IEngineScheduler Scheduler { get; }

    public TimeProvider Clock { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    public GrainClasses Classes { get; }

    public References References { get; }

    public GrainDirectory Directory { get; }

    public Timeouts Timeouts { get; }

    public Collector Collector { get; }

    public ObserverRegistry Observers { get; }

    public EngineRuntime Runtime { get; }

    public IIncomingGrainCallFilter[] IncomingFilters { get; }

    public IOutgoingGrainCallFilter[] OutgoingFilters { get; }

    public bool DropsAbandonedCalls => Messaging.DropExpiredMessages;

    public bool WaitsForCancelledCallee => Messaging.WaitForCancellationAcknowledgement;

    /// <summary>How often a call is sent on by activations that never serve anything.</summary>
    public int MaxForwards => 2;

    /// <summary>Unique in this engine and the same in every run with the same history.</summary>
    public Guid NextGuid() => new(0x6f757472, 0x6561, 0x6368, [.. BitConverter.GetBytes(Interlocked.Increment(ref sequence))]);

    public ActivationId NextActivationId() => new(NextGuid());

    public void Post(GrainCall call)
    {
        if (isStopping && (isStopped || call.Source is null))
        {
            call.TryFail(new SiloUnavailableException($"The silo is shutting down and can no longer process the request: {call}."));
            return;
        }

        call.Context = RequestContext.Values;
        if (call.Token.CanBeCanceled)
        {
            if (call.Token.IsCancellationRequested)
            {
                call.TryFail(new OperationCanceledException(call.Token));
                return;
            }

            call.BindToken();
        }

        Deliver(call);
    }

    /// <summary>Hands the call to its grain's activation, making one if there is none, or to its observer.</summary>
    public void Deliver(GrainCall call)
    {
        var proxy = (GrainProxy)call.Reference;
        var target = proxy.LastTarget;
        try
        {
            proxy.LastTarget = target ??= Resolve(proxy);
        }
        catch (Exception exception)
        {
            call.TryFail(exception);
            call.Close();
            return;
        }

        target.Receive(call);
    }

    /// <summary>Refuses new calls from outside, lets everything accepted finish and ends every activation; gives up when the token says so.</summary>
    public async Task StopAsync(CancellationToken token)
    {
        isStopping = true;
        try
        {
            while (Directory.Count > 0)
            {
                var all = Directory.All;
                foreach (var activation in all)
                    activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo is shutting down."), CancellationToken.None);
                await Task.WhenAll(all.Select(EndOf)).WaitAsync(token);
            }
        }
        catch (OperationCanceledException)
        {
            // The last may have ended just then.
            if (Directory.Count is > 0 and var left) LogStopIncomplete(left);
        }

        isStopped = true;
        Collector.Dispose();
        Timeouts.FailAll();
    }

    // A task of its own, which ends on the caller's scheduler; the activation's would end a WhenAll on the thread pool.
    private static async Task EndOf(Activation activation) => await activation.Deactivated;

    private CallTarget Resolve(GrainProxy proxy)
    {
        var id = proxy.GrainId;
        return id.Type.Equals(ObserverRegistry.Type) ? Observers.Find(id) : Directory.GetOrAdd(id);
    }
}
