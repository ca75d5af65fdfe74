using Orleans.Serialization.Invocation;
using OutreachSilo.Cluster;

namespace OutreachSilo.Host;

/// <summary>
/// One grain in memory, activated by its first call and deactivated on request or when idle. It admits calls by the rules of Orleans' own
/// activation; calls that arrive while it deactivates go to its successor.
/// </summary>
internal sealed class Activation : IGrainContext
{
    private static readonly TimeSpan DeactivationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long the callers of a grain that cannot be activated wait for their fault.</summary>
    private static readonly TimeSpan FailureDelay = TimeSpan.FromSeconds(5);

    private readonly Node node;
    private readonly GrainClass grainClass;
    private readonly List<Call> waiting = [];
    private readonly List<Call> running = [];
    private readonly List<IDisposable> timers = [];
    private readonly TurnScheduler turns;
    private readonly CancellationTokenSource activating = new();
    private readonly TaskCompletionSource deactivated = new();
    private bool isActive;
    private DeactivationReason? ending;
    private Grain? grain;

    public Activation(Node node, GrainId id)
    {
        (this.node, GrainId, grainClass) = (node, id, Manifest.ClassOf(id.Type));
        turns = new(node.Process, this);
        LastUsed = node.Process.World.Now;
        turns.QueueTask(() => _ = Activate());
    }

    public GrainId GrainId { get; }

    public DateTimeOffset LastUsed { get; private set; }

    public bool IsIdle => isActive && ending is null && running.Count == 0 && waiting.Count == 0;

    public object? GrainInstance => grain;

    public GrainReference GrainReference => (GrainReference)node.Grains.GetGrain(GrainId);

    public ActivationId ActivationId => default;

    public GrainAddress Address => new() { GrainId = GrainId };

    public IServiceProvider ActivationServices => node.Services;

    public IWorkItemScheduler Scheduler => turns;

    public Task Deactivated => deactivated.Task;

    public IGrainLifecycle ObservableLifecycle => throw new NotSupportedException();

    public void Receive(Call call)
    {
        if (call.KeepsAlive) LastUsed = node.Process.World.Now;
        waiting.Add(call);
        Admit();
    }

    /// <summary>Disposes the timer when the activation ends.</summary>
    public void Own(IDisposable timer) => timers.Add(timer);

    /// <summary>Logs a fault that Orleans logs and nobody else hears of.</summary>
    public void Log(string operation, Exception fault) => node.Log.Add($"{operation} of {GrainId} failed.", fault);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ending is not null) return;
        ending = deactivationReason;
        activating.Cancel();
        if (running.Count == 0 && isActive) turns.QueueTask(() => _ = End());
    }

    public object? GetTarget() => grain;

    public object? GetComponent(Type componentType) => componentType.IsInstanceOfType(grain) ? grain : null;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    void IGrainContext.SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw new NotSupportedException();

    void IGrainContext.ReceiveMessage(object message) => throw new NotSupportedException();

    void IGrainContext.Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    void IGrainContext.Rehydrate(IRehydrationContext context) => throw new NotSupportedException();

    void IGrainContext.Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private async Task Activate()
    {
        try
        {
            List<IStored> states = [];
            grain = grainClass.Create(this, node.Services, states);
            node.Mutant?.Infect(grain);
            foreach (var state in states) await state.ReadStateAsync();
            await grain.OnActivateAsync(activating.Token).WaitAsync(activating.Token);
            isActive = ending is null;
        }
        catch (Exception fault) when (ending is null)
        {
            Log("Activation", fault);
            ending = new(DeactivationReasonCode.ActivationFailed, fault, "Failed to activate grain.");
            await node.Process.Delay(FailureDelay);
            Leave(call => call.Answer(Response.FromException(fault)));
            return;
        }
        catch (Exception fault)
        {
            // Deactivated while it was activated: what waits goes to the successor.
            Log("Cancelled activation", fault);
        }

        if (isActive) Admit();
        else Leave(node.Receive);
    }

    /// <summary>
    /// Orleans' rules: everything runs at once in a reentrant grain and beside calls that interleave, and reads run beside reads. A call
    /// that may not run yet is passed over, so a read overtakes a waiting write.
    /// </summary>
    private bool MayRun(Call next) =>
        grainClass.IsReentrant || next.Interleaves || running.TrueForAll(call => call.Interleaves || (call.OnlyReads && next.OnlyReads));

    private void Admit()
    {
        if (!isActive || ending is not null) return;
        for (var i = 0; i < waiting.Count;)
        {
            var next = waiting[i];
            if (!MayRun(next))
            {
                i++;
                continue;
            }

            waiting.RemoveAt(i);
            running.Add(next);
            turns.QueueTask(() => _ = Run(next));
        }
    }

    private async Task Run(Call call)
    {
        var response = await call.Invoke(this);
        call.Answer(Manifest.ResponseCopier.Copy(response));
        running.Remove(call);
        if (ending is null) Admit();
        else if (running.Count == 0) await End();
    }

    private async Task End()
    {
        foreach (var timer in timers) timer.Dispose();
        try
        {
            using var timeout = new CancellationTokenSource(DeactivationTimeout, node.Process.Clock);
            await grain!.OnDeactivateAsync(ending!.Value, timeout.Token).WaitAsync(timeout.Token);
        }
        catch (Exception fault)
        {
            Log("Deactivation", fault);
        }

        Leave(node.Receive);
    }

    private void Leave(Action<Call> handOver)
    {
        foreach (var timer in timers) timer.Dispose();
        node.Remove(this);
        foreach (var call in waiting) handOver(call);
        deactivated.SetResult();
    }
}
