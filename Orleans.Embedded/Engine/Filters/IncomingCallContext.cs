using System.Reflection;
using Orleans.Engine.Activations;
using Orleans.Engine.Calls;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Filters;

/// <summary>Runs the incoming filters in their order, then the grain if it is a filter itself, then the method.</summary>
internal sealed class IncomingCallContext(GrainCall call, Activation activation) : CallContext(call), IIncomingGrainCallContext
{
    private int stage;

    public override object Grain => activation.Instance!;

    public IGrainContext TargetContext => activation;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = activation.Class.Type.GetInterfaceMap(Call.Shape.Interface);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, Call.Shape.Method)];
        }
    }

    public void Start() => _ = RunToEndAsync();

    public override async Task Invoke()
    {
        var filters = activation.Engine.IncomingFilters;
        var mine = stage++;
        if (mine < filters.Length)
        {
            await filters[mine].Invoke(this);
        }
        else if (mine == filters.Length && activation.Instance is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
        }
        else
        {
            Response = await Call.Invoke();
            if (Response.Exception is { } exception) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        }
    }

    private async Task RunToEndAsync()
    {
        var response = await RunAsync();
        Call.TryAnswer(response);
        activation.OnDone(Call, response.Exception);
    }
}
