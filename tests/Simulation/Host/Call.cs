using Orleans.CodeGeneration;
using Orleans.Serialization.Invocation;

namespace OutreachSilo.Host;

/// <summary>A request that has arrived at a node, and where its response goes; a tick of a timer is one too.</summary>
/// <param name="KeepsAlive">False for a tick: an activation with nothing else to do is idle.</param>
internal sealed record Call(
    GrainId Target,
    InvokeMethodOptions Options,
    Func<ITargetHolder, ValueTask<Response>> Invoke,
    Action<Response> Answer,
    bool KeepsAlive = true)
{
    public bool Interleaves => Options.HasFlag(InvokeMethodOptions.AlwaysInterleave);

    public bool OnlyReads => Options.HasFlag(InvokeMethodOptions.ReadOnly);
}
