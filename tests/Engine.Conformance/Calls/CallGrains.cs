using Orleans.Concurrency;
using OutreachSilo.Hosting;

namespace OutreachSilo.Calls;

internal interface IEchoGrain : IGrainWithStringKey
{
    Task<string> Say(string words);

    ValueTask Nothing();

    ValueTask<int> Length(string words);

    Task<string> Relay(string to);

    Task<IEchoGrain> Self();

    Task<string> Via(IEchoGrain other);

    [OneWay]
    Task Tell(string gate);

    [OneWay]
    Task TellAndFail();
}

internal interface IReadsCounter : IGrainWithStringKey
{
    Task<int> Peek();
}

internal interface ICounterGrain : IReadsCounter
{
    Task Increment();

    Task<int> Value();
}

internal interface INumberedGrain : IGrainWithIntegerKey
{
    Task<long> Key();
}

internal interface IGuidGrain : IGrainWithGuidKey
{
    Task<Guid> Key();
}

internal interface ICompoundGrain : IGrainWithIntegerCompoundKey
{
    Task<string> Key();
}

internal interface INobodysGrain : IGrainWithStringKey
{
    Task Nothing();
}

[GrainType("conformance-echo")]
internal sealed class EchoGrain(Signals signals) : Grain, IEchoGrain
{
    public Task<string> Say(string words) => Task.FromResult($"{this.GetPrimaryKeyString()}: {words}");

    public ValueTask Nothing() => ValueTask.CompletedTask;

    public async ValueTask<int> Length(string words)
    {
        await Task.Yield();
        return words.Length;
    }

    public Task<string> Relay(string to) => GrainFactory.GetGrain<IEchoGrain>(to).Say($"from {this.GetPrimaryKeyString()}");

    public Task<IEchoGrain> Self() => Task.FromResult(this.AsReference<IEchoGrain>());

    public Task<string> Via(IEchoGrain other) => other.Say("via");

    public async Task Tell(string gate)
    {
        await signals.Gate(gate);
        signals.Note("told");
    }

    public Task TellAndFail() => throw new InvalidOperationException("Nobody hears this.");
}

internal sealed class CounterGrain : Grain, ICounterGrain
{
    private int value;

    public Task Increment()
    {
        value++;
        return Task.CompletedTask;
    }

    public Task<int> Value() => Task.FromResult(value);

    public Task<int> Peek() => Task.FromResult(value);
}

internal sealed class NumberedGrain : Grain, INumberedGrain
{
    public Task<long> Key() => Task.FromResult(this.GetPrimaryKeyLong());
}

internal sealed class GuidGrain : Grain, IGuidGrain
{
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

internal sealed class CompoundGrain : Grain, ICompoundGrain
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyLong(out var text)}/{text}");
}
