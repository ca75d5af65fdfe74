using Orleans.Engine.Activations;
using Orleans.Engine.Calls;
using Orleans.Engine.Turns;
using Orleans.Runtime;

namespace Orleans.Engine.Proxies;

/// <summary>Base of the generated references: sends the calls that the generated methods make.</summary>
internal abstract class GrainProxy(ReferenceShape shape, IdSpan key) : GrainReference(shape, key)
{
    private CallTarget? lastTarget;

    /// <summary>Where calls went last, unless that is gone: saves looking it up.</summary>
    public CallTarget? LastTarget
    {
        get => lastTarget is Activation { IsGone: true } ? null : lastTarget;
        set => lastTarget = value;
    }

    public Task SendTask(TaskCall call, int method)
    {
        Send(call, method);
        return call.IsOneWay ? Task.CompletedTask : call.Answer;
    }

    public Task<T> SendTaskOf<T>(TaskCall<T> call, int method)
    {
        Send(call, method);
        return call.Result;
    }

    public ValueTask SendValueTask(ValueTaskCall call, int method)
    {
        Send(call, method);
        return call.IsOneWay ? default : new(call.Answer);
    }

    public ValueTask<T> SendValueTaskOf<T>(ValueTaskCall<T> call, int method)
    {
        Send(call, method);
        return new(call.Result);
    }

    public void SendVoid(VoidCall call, int method) => Send(call, method);

    private void Send(GrainCall call, int method)
    {
        var engine = Shape.Engine;
        call.Shape = Shape.Methods[method];
        call.Reference = this;
        call.Source = RuntimeContext.Current as Activation;
        var now = engine.Clock.GetTimestamp();
        call.SentAt = now;
        if (call.IsOneWay)
        {
            call.Deadline = long.MaxValue;
            call.Detach();
        }
        else
        {
            call.Deadline = now + Shape.Timeouts[method];
        }

        if (engine.OutgoingFilters.Length > 0) new Filters.OutgoingCallContext(call).Start();
        else engine.Post(call);
    }
}
