using Orleans.Runtime;

namespace OutreachSilo.Calls;

internal interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Actor();

    Task<string?> ActorAfterYield();

    Task<string> ActorsVia(string other);

    Task SetActor(string actor);

    Task<int> Double(int number);

    Task<int> ThrowInsteadOfNumber();
}

internal interface ISelfFilteringGrain : IGrainWithStringKey
{
    Task<string> Plain();
}

internal sealed class ContextGrain : Grain, IContextGrain
{
    public Task<string?> Actor() => Task.FromResult(RequestContext.Get("actor") as string);

    public async Task<string?> ActorAfterYield()
    {
        await Task.Yield();
        return RequestContext.Get("actor") as string;
    }

    public async Task<string> ActorsVia(string other)
    {
        var mine = RequestContext.Get("actor") as string;
        return $"{mine}, {await GrainFactory.GetGrain<IContextGrain>(other).Actor()}";
    }

    public Task SetActor(string actor)
    {
        RequestContext.Set("actor", actor);
        return Task.CompletedTask;
    }

    public Task<int> Double(int number) => Task.FromResult(2 * number);

    public Task<int> ThrowInsteadOfNumber() => throw new OddFault("No number.");
}

internal sealed class SelfFilteringGrain : Grain, ISelfFilteringGrain, IIncomingGrainCallFilter
{
    public Task<string> Plain() => Task.FromResult("plain");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        context.Result = "filtered by the grain";
    }
}
