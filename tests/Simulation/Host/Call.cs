using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace OutreachSilo.Host;

/// <summary>A request that has arrived at a node, and where its answer goes. A timer's tick is one too.</summary>
internal sealed record Call(GrainId Target, InvokeMethodOptions Options, Func<ITargetHolder, ValueTask<Response>> Invoke, Action<Response> Answer)
{
    public bool Interleaves => Options.HasFlag(InvokeMethodOptions.AlwaysInterleave);

    public bool OnlyReads => Options.HasFlag(InvokeMethodOptions.ReadOnly);
}
