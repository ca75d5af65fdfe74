using Orleans.Runtime;
using Orleans.Storage;

namespace OutreachSilo.Storage;

[GenerateSerializer, Alias("conformance.Counted")]
internal sealed class Counted
{
    [Id(0)]
    public int Value { get; set; }
}

internal interface IStoredGrain : IGrainWithStringKey
{
    Task<string> AtActivation();

    Task Write(int value);

    Task WriteOther(int value);

    Task SetWithoutWriting(int value);

    Task<int> Read();

    Task<string?> Tag();

    Task Clear();

    Task End();
}

internal interface IBadlyStoredGrain : IGrainWithStringKey
{
    Task Touch();
}

internal interface IClassicGrain : IGrainWithStringKey
{
    Task<int> Add(int value);

    Task End();
}

internal sealed class StoredGrain(
    [PersistentState("counted")] IPersistentState<Counted> counted,
    [PersistentState("other", "Default")] IPersistentState<Counted> other) : Grain, IStoredGrain
{
    private string atActivation = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        atActivation = $"exists: {counted.RecordExists}, value: {counted.State.Value}";
        return Task.CompletedTask;
    }

    public Task<string> AtActivation() => Task.FromResult(atActivation);

    public Task Write(int value)
    {
        counted.State.Value = value;
        return counted.WriteStateAsync();
    }

    public Task WriteOther(int value)
    {
        other.State.Value = value;
        return other.WriteStateAsync();
    }

    public Task SetWithoutWriting(int value)
    {
        counted.State.Value = value;
        return Task.CompletedTask;
    }

    public Task<int> Read() => Task.FromResult(counted.State.Value);

    public Task<string?> Tag() => Task.FromResult(counted.Etag);

    public Task Clear() => counted.ClearStateAsync();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

internal sealed class BadlyStoredGrain([PersistentState("bad", "failing")] IPersistentState<Counted> bad) : Grain, IBadlyStoredGrain
{
    public Task Touch() => bad.WriteStateAsync();
}

internal sealed class ClassicGrain : Grain<Counted>, IClassicGrain
{
    public async Task<int> Add(int value)
    {
        State.Value += value;
        await WriteStateAsync();
        return State.Value;
    }

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}

internal sealed class FailingStorage : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new InvalidDataException("Unreadable.");

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new InvalidDataException("Unwritable.");

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new InvalidDataException("Unclearable.");
}
