using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call as an object: its method, its arguments and its target.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>What the call runs on.</summary>
    object? GetTarget();

    /// <summary>Sets what the call runs on.</summary>
    void SetTarget(ITargetHolder holder);

    /// <summary>Runs the call on its target. Never throws: an exception is a response.</summary>
    ValueTask<Response> Invoke();

    /// <summary>How many arguments there are.</summary>
    int GetArgumentCount();

    /// <summary>An argument.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces an argument.</summary>
    void SetArgument(int index, object value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's full name.</summary>
    string GetInterfaceName();

    /// <summary>The name of the call in traces.</summary>
    string GetActivityName();

    /// <summary>The interface's method.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>The time from <see cref="ResponseTimeoutAttribute"/>, if any.</summary>
    TimeSpan? GetDefaultResponseTimeout() => default;

    /// <summary>The cancellation token among the arguments, if any.</summary>
    CancellationToken GetCancellationToken() => default;

    /// <summary>Cancels the token among the arguments.</summary>
    bool TryCancel() => false;

    /// <summary>Whether there is a token among the arguments.</summary>
    bool IsCancellable => false;
}
