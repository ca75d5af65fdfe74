using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Engine.Activations;
using Orleans.Engine.Filters;
using Orleans.Engine.Turns;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Calls;

/// <summary>
/// A call from its making to its answer: arguments (in the generated subclass), deadline, place in the queue and the promise its caller holds.
/// One object, never reused, so that a late answer can only meet its own promise.
/// </summary>
internal abstract class GrainCall : Request, IInvokable
{
    private CallCancellation? cancellation;
    private object? instance;

    public MethodShape Shape = null!;
    public GrainReference Reference = null!;
    public CallTarget? Target;
    public Activation? Source;
    public Dictionary<string, object>? Context;
    public long SentAt;
    public long Deadline;
    public GrainCall? PreviousOpen;
    public GrainCall? NextOpen;

    /// <summary>The token among the arguments: the caller's until the call is sent, then one that is cancelled on the callee's turn.</summary>
    public CancellationToken Token;

    public int Forwards { get; set; }

    public bool IsOneWay => Shape.IsOneWay;

    public abstract bool IsAnswered { get; }

    public override bool AlwaysInterleaves => Shape.Options.HasFlag(InvokeMethodOptions.AlwaysInterleave);

    public override bool IsReadOnly => Shape.Options.HasFlag(InvokeMethodOptions.ReadOnly);

    public override bool KeepsAlive => true;

    public override bool IsAbandoned => !IsOneWay && IsAnswered && Target!.Engine.DropsAbandonedCalls;

    public override Guid ReentrancyId => Context is not null && Context.TryGetValue(RequestContext.ReentrancyKey, out var id) ? (Guid)id : Guid.Empty;

    public virtual bool HasToken => false;

    bool IInvokable.IsCancellable => HasToken;

    /// <summary>The task the caller awaits.</summary>
    public abstract Task Answer { get; }

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public abstract void SetArgument(int index, object value);

    /// <summary>Whether the exception became the answer, rather than coming too late.</summary>
    public abstract bool TryFail(Exception exception);

    /// <summary>Whether the response became the answer, rather than coming too late.</summary>
    public abstract bool TryAnswer(Response response);

    /// <summary>Nobody waits for the answer.</summary>
    public abstract void Detach();

    /// <summary>From here on the caller holds a promise of its own, which <see cref="EndFiltering"/> keeps.</summary>
    public virtual void BeginFiltering()
    {
    }

    /// <summary>The callee's answer, before outgoing filters see it.</summary>
    public virtual Task<Response> UnfilteredAsync() => Task.FromResult(Response.Completed);

    /// <summary>Gives the caller the answer that the outgoing filters left.</summary>
    public virtual void EndFiltering(Response response)
    {
    }

    public override void Run() => Target!.Admit(this);

    public override void Start(Activation activation)
    {
        instance = activation.Instance;
        RequestContext.Values = Context;
        if (activation.FiltersIncoming) new IncomingCallContext(this, activation).Start();
        else StartOn(activation, instance!);
    }

    /// <summary>Runs the method on a local object that is no grain.</summary>
    public void StartOnObserver(CallTarget target, object observer)
    {
        instance = observer;
        RequestContext.Values = Context;
        StartOn(target, observer);
    }

    /// <summary>Ties the caller's token to one that is cancelled on the callee's turn.</summary>
    public void BindToken()
    {
        if (Token.CanBeCanceled) cancellation = new(this);
    }

    /// <summary>Lets go of the caller's token; the call is over.</summary>
    public void Close() => cancellation?.Dispose();

    public ValueTask<Response> Invoke() => new(RespondAsync(instance!));

    public object? GetTarget() => instance;

    public void SetTarget(ITargetHolder holder) => instance = holder.GetTarget();

    public string GetMethodName() => Shape.Method.Name;

    public string GetInterfaceName() => Shape.InterfaceName;

    public string GetActivityName() => $"{Shape.InterfaceName}/{Shape.Method.Name}";

    public MethodInfo GetMethod() => Shape.Method;

    public Type GetInterfaceType() => Shape.Interface;

    public TimeSpan? GetDefaultResponseTimeout() => Shape.Timeout;

    public CancellationToken GetCancellationToken() => Token;

    public bool TryCancel() => cancellation?.CancelCallee() ?? false;

    public void Dispose()
    {
    }

    public override string ToString() => $"{Source?.Name ?? "client"} -> {Reference.GrainId}.{Shape}";

    protected abstract void StartOn(CallTarget target, object instance);

    protected abstract Task<Response> RespondAsync(object instance);
}
