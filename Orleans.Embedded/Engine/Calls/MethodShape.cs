using System.Reflection;
using Orleans.CodeGeneration;
using Orleans.Concurrency;

namespace Orleans.Engine.Calls;

/// <summary>What is known of an interface's method once and for all.</summary>
internal sealed class MethodShape
{
    public MethodShape(MethodInfo method)
    {
        Method = method;
        Interface = method.DeclaringType!;
        InterfaceName = Interface.FullName!;
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        if (method.IsDefined(typeof(OneWayAttribute))) Options |= InvokeMethodOptions.OneWay;
        if (method.IsDefined(typeof(ReadOnlyAttribute))) Options |= InvokeMethodOptions.ReadOnly;
        if (method.IsDefined(typeof(AlwaysInterleaveAttribute))) Options |= InvokeMethodOptions.AlwaysInterleave;
    }

    public MethodInfo Method { get; }

    public Type Interface { get; }

    public string InterfaceName { get; }

    public InvokeMethodOptions Options { get; }

    public TimeSpan? Timeout { get; }

    public bool IsOneWay => Options.HasFlag(InvokeMethodOptions.OneWay) || Method.ReturnType == typeof(void);

    public override string ToString() => $"{Interface.Name}.{Method.Name}";
}
