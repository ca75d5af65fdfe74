using Orleans.Engine.Activations;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Base of grain classes. Everything the instance does runs one turn at a time on its activation's scheduler,
/// continuations included.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Called by the engine, which has made the activation current on this thread.</summary>
    protected Grain()
    {
        GrainContext = RuntimeContext.Current!;
        Runtime = GrainContext is Activation activation ? activation.Runtime : null;
    }

    /// <summary>For tests that make a grain by hand and bring its surroundings.</summary>
    protected Grain(IGrainContext grainContext, IGrainRuntime? grainRuntime = null)
    {
        GrainContext = grainContext;
        Runtime = grainRuntime ?? grainContext?.ActivationServices.GetService(typeof(IGrainRuntime)) as IGrainRuntime;
    }

    /// <inheritdoc/>
    public IGrainContext GrainContext { get; }

    /// <summary>A reference to this grain that may be handed to others.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The identity as text, <c>type/key</c>.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>The silo this activation lives in, as text.</summary>
    public string RuntimeIdentity => Runtime?.SiloIdentity ?? "";

    internal IGrainRuntime? Runtime { get; }

    /// <summary>References to other grains.</summary>
    protected IGrainFactory GrainFactory => RequiredRuntime.GrainFactory;

    /// <summary>The activation's services: a scope that lives as long as the activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext?.ActivationServices ?? RequiredRuntime.ServiceProvider;

    internal IGrainRuntime RequiredRuntime => Runtime
        ?? throw new InvalidOperationException("Grain was created outside of the engine and no runtime was given to it.");

    /// <summary>Runs before the first request; a fault rejects every waiting caller with that exception.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last request of this activation. Not run when the process dies: nothing may depend on it.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once its running requests are done. Calls still queued go to the next activation.</summary>
    protected void DeactivateOnIdle() => RequiredRuntime.DeactivateOnIdle(GrainContext);

    /// <summary>Keeps the collector away for at least this long; a negative span takes the wish back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => RequiredRuntime.DelayDeactivation(GrainContext, timeSpan);
}
