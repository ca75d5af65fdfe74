using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>One activation of a grain, as seen by the grain and by call filters.</summary>
public interface IGrainContext : ITargetHolder, IEquatable<IGrainContext>
{
    /// <summary>A reference to the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The grain's identity.</summary>
    GrainId GrainId { get; }

    /// <summary>The instance, or null before it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>Tells this activation from the ones before and after it.</summary>
    ActivationId ActivationId { get; }

    /// <summary>Services with the activation's lifetime.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Steps to run when the activation starts and ends.</summary>
    IGrainLifecycle ObservableLifecycle { get; }

    /// <summary>Completes when the activation is gone.</summary>
    Task Deactivated { get; }

    /// <summary>Attaches a component to the activation, found again by <see cref="ITargetHolder.GetComponent"/>.</summary>
    void SetComponent<TComponent>(TComponent? value) where TComponent : class;

    /// <summary>Ends the activation once its running requests are done; returns at once.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
