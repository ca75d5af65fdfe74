using System.Collections.Concurrent;
using Orleans.Engine.Calls;
using Orleans.Engine.Observers;
using Orleans.Runtime;

namespace Orleans.Engine.Proxies;

/// <summary>Makes references. One is a proxy of its interface's generated class with what the interface and the grain class share.</summary>
internal sealed class References(SiloEngine engine) : IGrainFactory, IClusterClient
{
    private readonly ConcurrentDictionary<Type, (ProxyType Proxy, ReferenceShape Shape)> byInterface = [];
    private readonly ConcurrentDictionary<(Type Contract, GrainType Type), (ProxyType Proxy, ReferenceShape Shape)> byBoth = [];

    public IServiceProvider ServiceProvider => engine.Services;

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return (T)(object)Make(typeof(T), IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public T GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithGuidKey =>
        (T)(object)Make(typeof(T), GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithIntegerKey =>
        (T)(object)Make(typeof(T), GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null) where T : IGrainWithGuidCompoundKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return (T)(object)Make(typeof(T), GrainIdKeyExtensions.CreateGuidKey(primaryKey, keyExtension), grainClassNamePrefix);
    }

    public T GetGrain<T>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null) where T : IGrainWithIntegerCompoundKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(keyExtension);
        return (T)(object)Make(typeof(T), GrainIdKeyExtensions.CreateIntegerKey(primaryKey, keyExtension), grainClassNamePrefix);
    }

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => Grain(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => Grain(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => Grain(grainInterfaceType, IdSpan.Create(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        Grain(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, keyExtension));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        Grain(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, keyExtension));

    public T GetGrain<T>(GrainId grainId) where T : IAddressable => (T)(IAddressable)Typed(typeof(T), grainId);

    public IAddressable GetGrain(GrainId grainId) => Untyped(grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType)
    {
        if (interfaceType.IsDefault) return Untyped(grainId);
        var name = interfaceType.ToString();
        var contract = Array.Find(engine.Classes.Of(grainId.Type).Interfaces, candidate => candidate.FullName == name)
            ?? throw new ArgumentException($"{grainId} has no interface {name}.", nameof(interfaceType));
        return Typed(contract, grainId);
    }

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => Make(interfaceType, grainKey, grainClassNamePrefix);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => Make(interfaceType, grainKey, prefix: null);

    public T CreateObjectReference<T>(IGrainObserver obj) where T : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference) throw new ArgumentException("It is a reference already.", nameof(obj));
        if (obj is IGrainBase) throw new ArgumentException("A grain hands out a reference to itself, AsReference, instead of an object reference.", nameof(obj));
        if (obj is not T) throw new ArgumentException($"{obj.GetType()} is no {typeof(T)}.", nameof(obj));
        var queue = engine.Observers.Add(obj);
        var reference = (GrainProxy)Typed(typeof(T), queue.GrainId);
        reference.LastTarget = queue;
        return (T)(object)reference;
    }

    public void DeleteObjectReference<T>(IGrainObserver obj) where T : IGrainObserver =>
        engine.Observers.Remove(obj is GrainReference reference ? reference.GrainId
            : throw new ArgumentException($"Pass the reference that {nameof(CreateObjectReference)} returned.", nameof(obj)));

    public GrainReference Untyped(GrainId id) => new(new(engine, id.Type, default, []), id.Key);

    public GrainReference Typed(Type contract, GrainId id)
    {
        var (proxy, shape) = byBoth.TryGetValue((contract, id.Type), out var known) ? known
            : byBoth.GetOrAdd((contract, id.Type), static (key, self) => self.Prepare(key.Contract, key.Type), this);
        return proxy.Create(shape, id.Key);
    }

    public object Cast(GrainReference reference, Type contract) => Typed(contract, reference.GrainId);

    private IGrain Grain(Type contract, IdSpan key) => (IGrain)Make(contract, key, prefix: null);

    private GrainReference Make(Type contract, IdSpan key, string? prefix)
    {
        if (!string.IsNullOrEmpty(prefix)) return Typed(contract, GrainId.Create(engine.Classes.For(contract, prefix).GrainType, key));
        var (proxy, shape) = byInterface.TryGetValue(contract, out var known) ? known
            : byInterface.GetOrAdd(contract, static (contract, self) => self.Prepare(contract, self.engine.Classes.For(contract, prefix: null).GrainType), this);
        return proxy.Create(shape, key);
    }

    private readonly SiloEngine engine = engine;

    private (ProxyType Proxy, ReferenceShape Shape) Prepare(Type contract, GrainType type)
    {
        var proxy = ProxyBuilder.Of(contract);
        return (proxy, new(engine, type, GrainInterfaceType.Create(contract.FullName!), proxy.Methods));
    }
}
