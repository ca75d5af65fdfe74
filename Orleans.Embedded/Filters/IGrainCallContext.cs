using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans;

/// <summary>A call on its way, as filters see it.</summary>
public interface IGrainCallContext
{
    /// <summary>Method and arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain: instance on the way in, reference on the way out.</summary>
    object Grain { get; }

    /// <summary>Who calls; null from outside of grains.</summary>
    GrainId? SourceId { get; }

    /// <summary>Who is called.</summary>
    GrainId TargetId { get; }

    /// <summary>The interface's name as identity.</summary>
    GrainInterfaceType InterfaceType { get; }

    /// <summary>The interface's full name.</summary>
    string InterfaceName { get; }

    /// <summary>The method's name.</summary>
    string MethodName { get; }

    /// <summary>The interface's method.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result after <see cref="Invoke"/>; may be replaced.</summary>
    object? Result { get; set; }

    /// <summary>The response after <see cref="Invoke"/>; may be replaced.</summary>
    Response? Response { get; set; }

    /// <summary>Goes on with the next filter or the call itself.</summary>
    Task Invoke();
}

/// <summary>A call that reached its grain.</summary>
public interface IIncomingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that runs it.</summary>
    IGrainContext TargetContext { get; }

    /// <summary>The class's method.</summary>
    MethodInfo ImplementationMethod { get; }
}

/// <summary>A call that leaves its caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The calling activation; null from outside of grains.</summary>
    IGrainContext? SourceContext { get; }
}
