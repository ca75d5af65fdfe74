using System.Runtime.CompilerServices;
using Orleans.Engine.Activations;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Engine.Storage;

/// <summary>A stored state in an activation. Operations run one after the other, in the order in which they were asked for.</summary>
internal sealed class PersistentState<TState>(Activation activation, string name, IGrainStorage storage) : IPersistentState<TState>, ILifecycleObserver
{
    private readonly GrainState<TState> record = new(Empty());
    private Task last = Task.CompletedTask;
    private bool isLoaded;

    public TState State
    {
        get => record.State!;
        set => record.State = value;
    }

    public string? Etag => record.ETag;

    public bool RecordExists => isLoaded ? record.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public Task OnStart(CancellationToken cancellationToken = default) => ReadStateAsync(cancellationToken);

    public Task OnStop(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => last = RunAsync(last, async () =>
    {
        await storage.ReadStateAsync(name, activation.GrainId, record, cancellationToken);
        record.State ??= Empty();
        isLoaded = true;
    });

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        last = RunAsync(last, () => storage.WriteStateAsync(name, activation.GrainId, record, cancellationToken));

    public Task ClearStateAsync(CancellationToken cancellationToken) => last = RunAsync(last, async () =>
    {
        await storage.ClearStateAsync(name, activation.GrainId, record, cancellationToken);
        record.State = Empty();
    });

    private static TState Empty()
    {
        var type = typeof(TState);
        if (type.IsValueType || type == typeof(string) || type.IsAbstract || type.IsArray) return default!;
        return type.GetConstructor(Type.EmptyTypes) is null ? (TState)RuntimeHelpers.GetUninitializedObject(type) : Activator.CreateInstance<TState>();
    }

    private async Task RunAsync(Task before, Func<Task> operation)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        try
        {
            await operation();
        }
        catch (Exception exception) when (exception is not OrleansException and not OperationCanceledException)
        {
            throw new OrleansException($"The storage failed for state {name} of {activation.GrainId}: {exception.Message}", exception);
        }
    }
}
