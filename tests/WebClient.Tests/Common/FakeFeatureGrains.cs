using System.Collections.Immutable;
using OutreachSilo.Live;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

internal sealed class FakePlacement(string key, FakeGrains grains) : IPlacementGrain
{
    public Task<Outcome<PlaceView>> Hold(OpenPlacement command) => grains.Answer<Outcome<PlaceView>>(key, nameof(Hold), command);

    public Task<Outcome<PlaceView>> JoinWaitingList(OpenPlacement command) => grains.Answer<Outcome<PlaceView>>(key, nameof(JoinWaitingList), command);

    public Task<Outcome<PlaceView>> Confirm(PlaceCommand command) => grains.Answer<Outcome<PlaceView>>(key, nameof(Confirm), command);

    public Task<Outcome<PlaceView>> Accept(PlaceCommand command) => grains.Answer<Outcome<PlaceView>>(key, nameof(Accept), command);

    public Task<Outcome<PlaceView>> Release(PlaceCommand command) => grains.Answer<Outcome<PlaceView>>(key, nameof(Release), command);

    public Task Wake() => throw new NotSupportedException();
}

internal sealed class FakePerson(string key, FakeGrains grains) : IPersonGrain
{
    public Task<AgendaView> Agenda() => grains.Answer<AgendaView>(key, nameof(Agenda), null);

    public Task<Outcome<EngagementView>> Engage(Engage command) => throw new NotSupportedException();

    public Task<Outcome<PlaceView>> EngageDays(EngageDays command) => throw new NotSupportedException();

    public Task Disengage(Guid id, PlaceState end = PlaceState.Released) => throw new NotSupportedException();
}

internal sealed class FakeWeek(string key, FakeGrains grains) : ITasterWeekGrain
{
    public Task<Outcome<WeekView>> SetCapacity(SetCapacity command) => grains.Answer<Outcome<WeekView>>(key, nameof(SetCapacity), command);

    public Task<Outcome<WeekView>> View() => grains.Answer<Outcome<WeekView>>(key, nameof(View), null);

    /// <summary>Refuses nobody.</summary>
    public Task<Outcome<WeekQuote>> Quote(Guid place, TasterKind kind, bool waits) =>
        Task.FromResult<Outcome<WeekQuote>>(new WeekQuote("Elm Surgery", HalfDays.WholeWeek, null));

    public Task<Outcome<WeekPeople>> People() => grains.Answer<Outcome<WeekPeople>>(key, nameof(People), null);

    public Task<Outcome<WeekView>> Publish(PublishWeek command) => throw new NotSupportedException();

    public Task<Outcome<WeekView>> StopBooking(StopBooking command) => throw new NotSupportedException();

    public Task<Outcome<WeekView>> ChangeHost(ChangeHost command) => throw new NotSupportedException();

    public Task<Outcome<PlaceView>> Hold(HoldPlace command) => throw new NotSupportedException();

    public Task<Outcome<PlaceView>> Confirm(PlaceCommand command) => throw new NotSupportedException();

    public Task<Outcome<PlaceView>> Release(PlaceCommand command) => throw new NotSupportedException();

    public Task<Outcome<PlaceView>> JoinWaitingList(JoinWaitingList command) => throw new NotSupportedException();

    public Task<Outcome<PlaceView>> Accept(PlaceCommand command) => throw new NotSupportedException();

    /// <summary>Says nothing, so that a place is shown as the agenda has it.</summary>
    public Task<Outcome<PlaceView>> Place(Guid place) => Task.FromResult<Outcome<PlaceView>>(new Refusal(RefusalCodes.WeekUnknown, "Nothing is known of this week."));

    public Task Wake() => throw new NotSupportedException();
}

internal sealed class FakePractice(string key, FakeGrains grains) : IPracticeGrain
{
    public Task<Outcome<PracticeView>> ChooseHosting(ChooseHosting command) => grains.Answer<Outcome<PracticeView>>(key, nameof(ChooseHosting), command);

    public Task<Outcome<PracticeView>> DescribeAccess(DescribeAccess command) => grains.Answer<Outcome<PracticeView>>(key, nameof(DescribeAccess), command);

    public Task<Outcome<PublishReport>> PublishWeeks(PublishWeeks command) => grains.Answer<Outcome<PublishReport>>(key, nameof(PublishWeeks), command);

    public Task<Outcome<PracticeView>> View() => grains.Answer<Outcome<PracticeView>>(key, nameof(View), null);

    public Task<Outcome<PracticeChanged>> Register(RegisterPractice command) => throw new NotSupportedException();

    public Task<Outcome<PracticeChanged>> Close(ClosePractice command) => throw new NotSupportedException();

    public Task<Outcome<PracticeChanged>> JoinPcn(JoinPcn command) => throw new NotSupportedException();

    public Task Wake() => throw new NotSupportedException();
}

/// <summary>A board that a test moves. Subscribing can be held up to see who waits.</summary>
internal sealed class FakeBoard(BoardId id) : IBoardGrain
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<WeekId, BoardRow> _rows = ImmutableDictionary<WeekId, BoardRow>.Empty;
    private IBoardObserver? _observer;
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _subscriptions;

    public Guid Epoch { get; set; } = new("00000000-0000-4000-8000-000000000001");

    public long Version { get; set; }

    public int Subscriptions => Volatile.Read(ref _subscriptions);

    /// <summary>What a subscription waits for before it answers.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public Exception? Fault { get; set; }

    /// <summary>Given as the answer instead of the board as it is then.</summary>
    public Task<BoardSnapshot>? Stale { get; set; }

    /// <summary>Completes when somebody has subscribed.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Changes rows and returns the delta without sending it.</summary>
    public BoardDelta Change(params BoardRow[] rows)
    {
        lock (_lock)
        {
            foreach (var row in rows) _rows = _rows.SetItem(row.Week, row);
            return new BoardDelta(id, Epoch, Version, ++Version, [.. rows]);
        }
    }

    public Task Send(BoardDelta delta) => (_observer ?? throw new InvalidOperationException("Nobody has subscribed.")).Changed(delta);

    public async Task<BoardSnapshot> Subscribe(IBoardObserver observer)
    {
        Interlocked.Increment(ref _subscriptions);
        _observer = observer;
        _asked.TrySetResult();
        await Gate;
        if (Stale is { } stale) return await stale;
        return Fault is { } fault ? throw fault : await Snapshot();
    }

    public Task<BoardSnapshot> Snapshot()
    {
        lock (_lock) return Task.FromResult(new BoardSnapshot(id, Epoch, Version, [.. _rows.Values]));
    }

    public Task Unsubscribe(IBoardObserver observer)
    {
        _observer = null;
        return Task.CompletedTask;
    }

    public Task Apply(ImmutableArray<BoardRow> rows) => throw new NotSupportedException();
}

/// <summary>Numbers moves as the real one does, and tells the one host or, where a test wants it so, does not.</summary>
internal sealed class FakeTopics : ITopicsGrain
{
    private readonly Lock _lock = new();
    private readonly List<string> _moves = [];
    private ITopicObserver? _observer;

    /// <summary>Another one says that moves may have been missed.</summary>
    public Guid Epoch { get; set; } = Guid.NewGuid();

    public Task Move(ImmutableArray<string> topics)
    {
        Lose(topics.AsSpan());
        return _observer?.Moved() ?? Task.CompletedTask;
    }

    /// <summary>Moves, one after the other, of which nobody is told.</summary>
    public void Lose(params ReadOnlySpan<string> topics)
    {
        lock (_lock) _moves.AddRange(topics);
    }

    public Task<TopicsMoved> Since(ITopicObserver observer, Guid epoch, long version)
    {
        lock (_lock)
        {
            _observer = observer;
            return Task.FromResult(new TopicsMoved(Epoch, _moves.Count, epoch == Epoch ? [.. _moves.Skip((int)version).Distinct(StringComparer.Ordinal)] : null));
        }
    }

    public Task Unsubscribe(ITopicObserver observer) => Task.CompletedTask;
}

/// <summary>Who is at a practice: the one host's people, and those whom a test puts on another.</summary>
internal sealed class FakePresence(string key) : IPresenceGrain
{
    private readonly Lock _lock = new();
    private readonly Guid _epoch = Guid.NewGuid();
    private readonly TaskCompletionSource<IPresenceObserver> _observer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ImmutableArray<PresentPerson> _here = [];
    private ImmutableArray<PresentPerson> _elsewhere = [];
    private long _version;
    private int _reports;

    public int Reports => Volatile.Read(ref _reports);

    public ImmutableArray<PresentPerson> Here
    {
        get { lock (_lock) return _here; }
    }

    public Task<PresenceNews> Report(IPresenceObserver host, ImmutableArray<PresentPerson> here)
    {
        lock (_lock)
        {
            if (!_here.SequenceEqual(here)) _version++;
            _here = here;
            Interlocked.Increment(ref _reports);
            _observer.TrySetResult(host);
            return Task.FromResult(News());
        }
    }

    /// <summary>Somebody comes on another host.</summary>
    public async Task ComesElsewhere(PresentPerson person)
    {
        PresenceNews news;
        lock (_lock)
        {
            _elsewhere = _elsewhere.Add(person);
            _version++;
            news = News();
        }

        await (await _observer.Task).Present(news);
    }

    private PresenceNews News() => new(key[PresencePlace.Prefix.Length..], _epoch, _version, [.. _here, .. _elsewhere]);
}
