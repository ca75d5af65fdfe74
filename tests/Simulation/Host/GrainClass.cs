using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Storage;

namespace OutreachSilo.Host;

/// <summary>A grain class: creates its grains, and says whether their calls interleave.</summary>
internal sealed class GrainClass(Type type)
{
    private readonly ConstructorInfo constructor = type.GetConstructors().Single();

    public Type Type => type;

    public bool IsReentrant { get; } = type.IsDefined(typeof(ReentrantAttribute));

    /// <summary>Creates a grain, and adds the states that it keeps in storage.</summary>
    public Grain Create(Activation activation, IServiceProvider services, List<IStored> states)
    {
        var arguments = constructor.GetParameters().Select(parameter =>
        {
            var service = parameter.ParameterType;
            if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } state)
                return parameter.HasDefaultValue ? services.GetService(service) : services.GetRequiredService(service);
            var storage = services.GetRequiredKeyedService<IGrainStorage>(state.StorageName);
            var storedType = typeof(Stored<>).MakeGenericType(service.GenericTypeArguments);
            var stored = (IStored)Activator.CreateInstance(storedType, storage, state.StateName, activation.GrainId)!;
            states.Add(stored);
            return stored;
        });
        return (Grain)constructor.Invoke([.. arguments]);
    }
}

internal interface IStored
{
    Task ReadStateAsync();
}

/// <summary>Orleans' persistent state on any grain storage.</summary>
internal sealed class Stored<T>(IGrainStorage storage, string name, GrainId grain) : IPersistentState<T>, IStored
    where T : new()
{
    private readonly GrainState<T> state = new(new T());

    public T State
    {
        get => state.State!;
        set => state.State = value;
    }

    public string? Etag => state.ETag;

    public bool RecordExists => state.RecordExists;

    public async Task ReadStateAsync()
    {
        await storage.ReadStateAsync(name, grain, state);
        state.State ??= new T();
    }

    public Task WriteStateAsync() => storage.WriteStateAsync(name, grain, state);

    public Task ClearStateAsync() => storage.ClearStateAsync(name, grain, state);

    public Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();

    public Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    public Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();
}
