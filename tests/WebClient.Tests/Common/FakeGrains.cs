using System.Collections.Concurrent;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>Grains that answer what a test tells them to, and remember what they were asked.</summary>
internal sealed class FakeGrains : IGrainFactory
{
    public ConcurrentQueue<(string Grain, string Method, object? Command)> Calls { get; } = new();

    public Func<string, string, object?, object>? Answers { get; set; }

    public ConcurrentDictionary<string, FakeBoard> Boards { get; } = new(StringComparer.Ordinal);

    public FakeTopics Topics { get; } = new();

    public ConcurrentDictionary<string, FakePresence> Presences { get; } = new(StringComparer.Ordinal);

    public FakeBoard Board(string key) => Boards.GetOrAdd(key, it => new FakeBoard(BoardId.TryParse(it, out var id) ? id : throw new ArgumentException(it)));

    public async Task<T> Answer<T>(string grain, string method, object? command)
    {
        Calls.Enqueue((grain, method, command));
        var answer = (Answers ?? throw new InvalidOperationException($"{grain} is not expected to be asked {method}."))(grain, method, command);
        return answer switch
        {
            Exception exception => throw exception,
            Task<T> later => await later,
            T whole => whole,
            Refusal refusal => (T)Activator.CreateInstance(typeof(T), null, refusal)!,
            _ => (T)Activator.CreateInstance(typeof(T), answer, null)!,
        };
    }

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        object grain = typeof(TGrainInterface) switch
        {
            var type when type == typeof(IPersonGrain) => new FakePerson(primaryKey, this),
            var type when type == typeof(IPlacementGrain) => new FakePlacement(primaryKey, this),
            var type when type == typeof(ITasterWeekGrain) => new FakeWeek(primaryKey, this),
            var type when type == typeof(IPracticeGrain) => new FakePractice(primaryKey, this),
            var type when type == typeof(ISchemeGrain) => new FakeScheme(primaryKey, this),
            var type when type == typeof(IMentorGrain) => new FakeMentor(primaryKey, this),
            var type when type == typeof(IMenteeGrain) => new FakeMentee(primaryKey, this),
            var type when type == typeof(IMentorshipGrain) => new FakeMentorship(primaryKey, this),
            var type when type == typeof(IBoardGrain) => Board(primaryKey),
            var type when type == typeof(ITopicsGrain) => Topics,
            var type when type == typeof(IPresenceGrain) => Presences.GetOrAdd(primaryKey, key => new FakePresence(key)),
            _ => throw new NotSupportedException(typeof(TGrainInterface).Name),
        };
        return (TGrainInterface)grain;
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => (TGrainObserverInterface)obj;

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId) => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();
}
