using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using OutreachSilo.Hosting;

namespace OutreachSilo.Turns;

internal interface ITurnGrain : IGrainWithStringKey
{
    Task Hold(string name);

    [ResponseTimeout("00:00:02")]
    Task HoldBriefly(string name);

    [ReadOnly]
    Task Read(string name);

    [AlwaysInterleave]
    Task<string> Ping();

    Task<bool> StaysOnItsScheduler();

    Task<bool> ComesBackFromThePool();
}

internal interface IReentrantTurnGrain : IGrainWithStringKey
{
    Task Hold(string name);

    Task Spin(int turns);

    Task<int> MostAtOnce();
}

internal interface IPickyGrain : IGrainWithStringKey
{
    Task Work(string name, string gate);
}

internal interface IChainGrain : IGrainWithStringKey
{
    Task Through(string next, string last);

    Task<string> AllowingReentrancy(string via);

    Task SuppressingReentrancy(string via);

    Task HoldAllowingReentrancy(string gate);

    Task<string> BackTo(string key);

    [ResponseTimeout("00:00:10")]
    Task<string> Finish();

    [AlwaysInterleave]
    Task Ping();
}

internal sealed class TurnGrain(Signals signals) : Grain, ITurnGrain
{
    public async Task Hold(string name)
    {
        signals.Note($"{name} begins");
        await signals.Gate(name);
        signals.Note($"{name} ends");
    }

    public Task HoldBriefly(string name) => Hold(name);

    public async Task Read(string name)
    {
        signals.Note($"{name} reads");
        await signals.Gate(name);
    }

    public Task<string> Ping() => Task.FromResult("here");

    public async Task<bool> StaysOnItsScheduler()
    {
        var mine = TaskScheduler.Current;
        await Task.Yield();
        var afterYield = TaskScheduler.Current;
        await GrainFactory.GetGrain<ITurnGrain>("other").Ping();
        return mine != TaskScheduler.Default && mine == afterYield && mine == TaskScheduler.Current;
    }

    public async Task<bool> ComesBackFromThePool()
    {
        var mine = TaskScheduler.Current;
        var onPool = await Task.Run(() => TaskScheduler.Current);
        return onPool == TaskScheduler.Default && TaskScheduler.Current == mine;
    }
}

[Reentrant]
internal sealed class ReentrantTurnGrain(Signals signals) : Grain, IReentrantTurnGrain
{
    private int inside;
    private int most;

    public async Task Hold(string name)
    {
        signals.Note($"{name} begins");
        await signals.Gate(name);
        signals.Note($"{name} ends");
    }

    public async Task Spin(int turns)
    {
        for (var i = 0; i < turns; i++)
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Interlocked.Decrement(ref inside);
            await Task.Yield();
        }
    }

    public Task<int> MostAtOnce() => Task.FromResult(most);
}

[MayInterleave(nameof(MayInterleave))]
internal sealed class PickyGrain(Signals signals) : Grain, IPickyGrain
{
    public static bool MayInterleave(IInvokable request) => request.GetArgument(0) is "let in";

    public async Task Work(string name, string gate)
    {
        signals.Note($"{name} begins");
        await signals.Gate(gate);
    }
}

[GrainType("chain")]
internal sealed class ChainGrain(Signals signals) : Grain, IChainGrain
{
    public Task Through(string next, string last) => GrainFactory.GetGrain<IChainGrain>(next).BackTo(last);

    public async Task<string> AllowingReentrancy(string via)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        return await GrainFactory.GetGrain<IChainGrain>(via).BackTo(this.GetPrimaryKeyString());
    }

    public async Task SuppressingReentrancy(string via)
    {
        using var allowed = RequestContext.AllowCallChainReentrancy();
        using var suppressed = RequestContext.SuppressCallChainReentrancy();
        await GrainFactory.GetGrain<IChainGrain>(via).BackTo(this.GetPrimaryKeyString());
    }

    public async Task HoldAllowingReentrancy(string gate)
    {
        using var section = RequestContext.AllowCallChainReentrancy();
        signals.Note("held");
        await signals.Gate(gate);
    }

    public Task<string> BackTo(string key) => GrainFactory.GetGrain<IChainGrain>(key).Finish();

    public Task<string> Finish() => Task.FromResult($"back in {this.GetPrimaryKeyString()}");

    public Task Ping() => Task.CompletedTask;
}
