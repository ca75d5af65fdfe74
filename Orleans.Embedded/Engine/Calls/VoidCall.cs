using Orleans.Engine.Turns;
using Orleans.Serialization.Invocation;

namespace Orleans.Engine.Calls;

/// <summary>A call of a method that returns nothing: nobody waits for it.</summary>
internal abstract class VoidCall : GrainCall
{
    public override Task Answer => Task.CompletedTask;

    public override bool IsAnswered => false;

    public override void Detach()
    {
    }

    public override bool TryFail(Exception exception) => false;

    public override bool TryAnswer(Response response) => false;

    /// <summary>Generated: calls the method with the arguments.</summary>
    public abstract void Call(object instance);

    protected override void StartOn(CallTarget target, object instance)
    {
        Exception? failure = null;
        try
        {
            Call(instance);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        target.OnDone(this, failure);
    }

    protected override Task<Response> RespondAsync(object instance)
    {
        try
        {
            Call(instance);
            return Task.FromResult(Response.Completed);
        }
        catch (Exception exception)
        {
            return Task.FromResult(Response.FromException(exception));
        }
    }
}
