using Microsoft.Extensions.DependencyInjection;
using Orleans.Engine.Calls;
using Orleans.Engine.Turns;
using Orleans.Runtime;

namespace Orleans.Engine.Activations;

/// <summary>
/// One activation of a grain: its instance, its queue of turns and its place in the directory. All of its state changes on its own turns, so that
/// nothing here is locked except the queue itself. Owner of: requests one by one unless they may interleave.
/// </summary>
internal sealed partial class Activation(SiloEngine engine, GrainClass grainClass, GrainId id) : CallTarget(engine, engine.Scheduler), IGrainContext
{
    private readonly Admission admission = new(grainClass);
    private readonly ActivationId activationId = engine.NextActivationId();
    private volatile ActivationStatus status;
    private Dictionary<Type, object>? components;
    private AsyncServiceScope? scope;
    private GrainLifecycle? lifecycle;
    private GrainReference? reference;

    public GrainId GrainId => id;

    public GrainClass Class => grainClass;

    public EngineRuntime Runtime => Engine.Runtime;

    public object? Instance { get; private set; }

    public ActivationId ActivationId => activationId;

    public object? GrainInstance => Instance;

    public GrainReference GrainReference => reference ??= Engine.References.Untyped(id);

    public IServiceProvider ActivationServices => (scope ??= Engine.Services.CreateAsyncScope()).ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => lifecycle ??= new();

    public bool IsGone => status == ActivationStatus.Gone;

    public bool FiltersIncoming => Engine.IncomingFilters.Length > 0 || grainClass.IsFilter;

    public override string Name => id.ToString();

    protected override IGrainContext? Context => this;

    protected override int QueueLimit => Engine.Messaging.MaxEnqueuedRequestsHardLimit;

    public override void Admit(GrainCall call)
    {
        if (status != ActivationStatus.Fresh)
        {
            Admit((Request)call);
            return;
        }

        // It waits first: if the activation fails there and then, the call is among those that are told.
        admission.Wait(call);
        BeginActivation(call.Context);
    }

    /// <summary>Starts the request, or lets it wait, or sends it on, as the status has it.</summary>
    public void Admit(Request request)
    {
        if (status == ActivationStatus.Gone) MoveOn(request);
        else if (status == ActivationStatus.Valid && admission.MayStart(request, Instance!)) Start(request);
        else admission.Wait(request);
    }

    public override void OnDone(GrainCall call, Exception? failure)
    {
        call.Close();
        Release(call);
        if (failure is not null) OnFailure(call, failure);
        OnDone((Request)call);
    }

    /// <summary>Follows when a request has ended, on a turn.</summary>
    public void OnDone(Request request)
    {
        if (request.KeepsAlive) Touch();
        admission.OnDone(request);
        StartWaiting();
        if (!admission.IsRunningAny) OnIdle();
    }

    public void EnterReentrantSection(Guid section)
    {
        admission.Enter(section);
        Enqueue(new Resume(this));
    }

    public void ExitReentrantSection(Guid section) => admission.Exit(section);

    public object? GetTarget() => Instance;

    public object? GetComponent(Type componentType)
    {
        if (componentType.IsInstanceOfType(Instance)) return Instance;
        return components is not null && components.TryGetValue(componentType, out var component) ? component : null;
    }

    public void SetComponent<TComponent>(TComponent? value) where TComponent : class
    {
        components ??= [];
        if (value is null) components.Remove(typeof(TComponent));
        else components[typeof(TComponent)] = value;
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => activationId.GetHashCode();

    public override string ToString() => $"[Activation {id} {activationId} {status}]";

    protected override void Refuse(GrainCall call, int limit) =>
        call.TryFail(new LimitExceededException(nameof(Configuration.SiloMessagingOptions.MaxEnqueuedRequestsHardLimit), OpenCount, limit, ToString()));

    private void Start(Request request)
    {
        if (request.IsAbandoned)
        {
            if (request is GrainCall call) Drop(call);
            return;
        }

        served = true;
        admission.OnStart(request);
        request.Start(this);
    }

    private void StartWaiting()
    {
        while (status == ActivationStatus.Valid && admission.NextToStart(Instance!) is { } request) Start(request);
    }

    private void Drop(GrainCall call)
    {
        call.Close();
        Release(call);
    }

    private void OnFailure(GrainCall call, Exception failure)
    {
        Engine.LogFailure(call, failure);
        if (failure is Orleans.Storage.InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            inconsistent.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, failure, "The stored state is not the one this activation knew."));
        }
    }

    private sealed class Resume(Activation activation) : Turn
    {
        public override void Run() => activation.StartWaiting();
    }
}
