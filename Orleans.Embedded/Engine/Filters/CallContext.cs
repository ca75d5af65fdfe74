using System.Reflection;
using Orleans.Engine.Calls;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Filters;

/// <summary>A call on its way through filters.</summary>
internal abstract class CallContext(GrainCall call) : IGrainCallContext
{
    private Response? response;

    public IInvokable Request => call;

    public abstract object Grain { get; }

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => call.Reference.GrainId;

    public GrainInterfaceType InterfaceType => call.Reference.InterfaceType;

    public string InterfaceName => call.Shape.InterfaceName;

    public string MethodName => call.Shape.Method.Name;

    public MethodInfo InterfaceMethod => call.Shape.Method;

    public object? Result
    {
        get => response?.Result;
        set => response = ResultOf(value);
    }

    public Response? Response
    {
        get => response;
        set => response = value;
    }

    protected GrainCall Call => call;

    public abstract Task Invoke();

    protected async Task<Response> RunAsync()
    {
        try
        {
            await Invoke();
            return response ?? Response.Completed;
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private static Response<object?> ResultOf(object? value) => new() { TypedResult = value };
}
