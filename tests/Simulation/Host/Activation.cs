using Orleans.Serialization.Invocation;
using OutreachSilo.Cluster;

namespace OutreachSilo.Host;

/// <summary>
/// A grain in memory, as Orleans keeps one: a call at a time unless class or method say otherwise, begun by the first call, ended when it asks for it or is
/// idle. Calls that come while it ends are for its successor.
/// </summary>
internal sealed class Activation : IGrainContext
{
    private readonly Node node;
    private readonly GrainClass kind;
    private readonly List<Call> waiting = [];
    private readonly List<Call> running = [];
    private readonly List<IDisposable> timers = [];
    private readonly Turns turns;
    private readonly TaskCompletionSource ended = new();
    private bool isActive;
    private DeactivationReason? ending;
    private Grain? grain;

    public Activation(Node node, GrainId id)
    {
        (this.node, GrainId, kind) = (node, id, Manifest.ClassOf(id.Type));
        turns = new(node.Process, this);
        LastUsed = node.Process.World.Now;
        turns.QueueTask(() => _ = Begin());
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

    public Task Deactivated => ended.Task;

    public IGrainLifecycle ObservableLifecycle => throw new NotSupportedException();

    public void Receive(Call call)
    {
        LastUsed = node.Process.World.Now;
        waiting.Add(call);
        Admit();
    }

    public void Own(IDisposable timer) => timers.Add(timer);

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (ending is not null) return;
        ending = deactivationReason;
        foreach (var timer in timers) timer.Dispose();
        if (running.Count == 0 && isActive) turns.QueueTask(() => _ = End());
    }

    public object? GetTarget() => grain;

    public object? GetComponent(Type componentType) => componentType.IsInstanceOfType(grain) ? grain : null;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    void IGrainContext.SetComponent<TComponent>(TComponent? value)
        where TComponent : class => throw new NotSupportedException();

    void IGrainContext.ReceiveMessage(object message) => throw new NotSupportedException();

    void IGrainContext.Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

    void IGrainContext.Rehydrate(IRehydrationContext context) => throw new NotSupportedException();

    void IGrainContext.Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task Begin()
    {
        try
        {
            List<IStored> states = [];
            grain = kind.Make(this, node.Services, states);
            foreach (var state in states) await state.ReadStateAsync();
            await grain.OnActivateAsync(CancellationToken.None);
            isActive = true;
            if (ending is null) Admit();
            else await End();
        }
        catch (Exception fault)
        {
            node.Remove(this);
            foreach (var timer in timers) timer.Dispose();
            foreach (var call in waiting) call.Answer(Response.FromException(fault));
        }
    }

    private void Admit()
    {
        while (isActive && ending is null && waiting.Count > 0)
        {
            var next = waiting[0];
            if (!kind.IsReentrant && !next.Interleaves && !running.TrueForAll(call => call.Interleaves || (call.OnlyReads && next.OnlyReads))) break;
            waiting.RemoveAt(0);
            running.Add(next);
            turns.QueueTask(() => _ = Run(next));
        }

        // One that may pass those before it does.
        if (isActive && ending is null && waiting.FindIndex(call => call.Interleaves) is >= 0 and var at)
        {
            var passing = waiting[at];
            waiting.RemoveAt(at);
            running.Add(passing);
            turns.QueueTask(() => _ = Run(passing));
            Admit();
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
        try
        {
            await grain!.OnDeactivateAsync(ending!.Value, CancellationToken.None);
        }
        catch (Exception)
        {
            // as Orleans: logged, and the end all the same
        }

        node.Remove(this);
        foreach (var call in waiting) node.Receive(call);
        ended.SetResult();
    }
}
