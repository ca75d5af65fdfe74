using Microsoft.Extensions.DependencyInjection;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Timers;

namespace Orleans.Engine;

internal static class EngineServices
{
    public static void AddEngine(this IServiceCollection services) => services.AddSingleton<IGrainFactory>(_ => throw new NotSupportedException());
}

internal sealed class ReferenceShape
{
    public GrainType GrainType => throw new NotSupportedException();
    public GrainInterfaceType InterfaceType => throw new NotSupportedException();
    public SiloEngine Engine => throw new NotSupportedException();
}

internal sealed class SiloEngine
{
    public object CastReference(GrainReference reference, Type interfaceType) => throw new NotSupportedException();
}

internal abstract class EngineRuntime : IGrainRuntime
{
    public EngineRandom Random => throw new NotSupportedException();
    public abstract string SiloIdentity { get; }
    public abstract IGrainFactory GrainFactory { get; }
    public abstract ITimerRegistry TimerRegistry { get; }
    public abstract IServiceProvider ServiceProvider { get; }
    public abstract TimeProvider TimeProvider { get; }
    public abstract void DeactivateOnIdle(IGrainContext grainContext);
    public abstract void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);
    public abstract IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext);
}

internal sealed class EngineRandom
{
    public Guid NewGuid() => throw new NotSupportedException();
}

internal abstract class Activation : IGrainContext
{
    public EngineRuntime Runtime => throw new NotSupportedException();
    public abstract GrainReference GrainReference { get; }
    public abstract GrainId GrainId { get; }
    public abstract object? GrainInstance { get; }
    public abstract ActivationId ActivationId { get; }
    public abstract IServiceProvider ActivationServices { get; }
    public abstract IGrainLifecycle ObservableLifecycle { get; }
    public abstract Task Deactivated { get; }
    public abstract void SetComponent<TComponent>(TComponent? value) where TComponent : class;
    public abstract void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
    public abstract object? GetTarget();
    public abstract object? GetComponent(Type componentType);
    public abstract bool Equals(IGrainContext? other);
    public void EnterReentrantSection(Guid id) => throw new NotSupportedException();
    public void ExitReentrantSection(Guid id) => throw new NotSupportedException();
}

internal sealed class MemoryGrainStorage : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}

internal sealed class ReminderService : IReminderRegistry
{
    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();
    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => throw new NotSupportedException();
    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) => throw new NotSupportedException();
    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => throw new NotSupportedException();
}

internal sealed class InMemoryReminderTable : IReminderTable
{
    public Task<ReminderTableData> ReadRows(GrainId grainId) => throw new NotSupportedException();
    public Task<ReminderTableData> ReadRows(uint begin, uint end) => throw new NotSupportedException();
    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => throw new NotSupportedException();
    public Task<string?> UpsertRow(ReminderEntry entry) => throw new NotSupportedException();
    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => throw new NotSupportedException();
    public Task TestOnlyClearTable() => throw new NotSupportedException();
}
