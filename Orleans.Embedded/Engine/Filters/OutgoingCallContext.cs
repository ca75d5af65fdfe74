using Orleans.Engine.Calls;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Filters;

/// <summary>Runs the outgoing filters in their order where the caller runs, then sends the call.</summary>
internal sealed class OutgoingCallContext(GrainCall call) : CallContext(call), IOutgoingGrainCallContext
{
    private int stage;

    public override object Grain => Call.Reference;

    public IGrainContext? SourceContext => Call.Source;

    public void Start()
    {
        if (!Call.IsOneWay) Call.BeginFiltering();
        _ = RunToEndAsync();
    }

    public override async Task Invoke()
    {
        var engine = Call.Reference.Shape.Engine;
        var mine = stage++;
        if (mine < engine.OutgoingFilters.Length)
        {
            await engine.OutgoingFilters[mine].Invoke(this);
            return;
        }

        engine.Post(Call);
        if (Call.IsOneWay) return;
        Response = await Call.UnfilteredAsync();
        if (Response.Exception is { } exception) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
    }

    private async Task RunToEndAsync()
    {
        var response = await RunAsync();
        if (!Call.IsOneWay) Call.EndFiltering(response);
    }
}
