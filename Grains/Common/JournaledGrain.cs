using System.Collections.Immutable;

namespace OutreachSilo.Common;

/// <summary>
/// The shell around pure rules: decide, append, announce, answer. Nothing is told, neither a success nor a refusal, before
/// everything it rests on is durable; the first failed append ends the activation, and the next one reads the truth.
/// </summary>
internal abstract class JournaledGrain<TState>(IJournal journal, TimeProvider time) : Grain
    where TState : class, IJournaledState<TState>
{
    /// <summary>Who did what time did.</summary>
    public const string System = "system";

    private IJournalSession session = null!;
    private Task lastAppend = Task.CompletedTask;
    private Exception? broken;
    private long version;
    private long durableVersion;
    private IGrainTimer? wake;
    private DateTimeOffset? wakeAt;

    protected string Key { get; private set; } = "";

    protected DateTimeOffset Now => time.GetUtcNow();

    /// <summary>All that was decided, durable or not: what rules decide on.</summary>
    protected TState State { get; private set; } = null!;

    /// <summary>The newest durable state: what views show.</summary>
    protected TState Durable { get; private set; } = null!;

    protected long DurableVersion => durableVersion;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Key = this.GetPrimaryKeyString();
        var state = TState.Empty(Key);
        foreach (var entry in await journal.Read(Key, 0, cancellationToken))
        {
            if (entry.Version != version + 1) throw new InvalidDataException($"{Key}: version {entry.Version} follows {version}.");
            state = state.Apply(ChangeCatalog.Read(entry), entry.At);
            version = entry.Version;
        }

        state.CheckWhole();
        (State, Durable, durableVersion) = (state, state, version);
        session = journal.Open(Key);
        ArmTimer(state);
    }

    /// <summary>Changes that the passing of time has made by now.</summary>
    protected virtual ImmutableArray<Change> Lapse(TState state, DateTimeOffset now) => [];

    /// <summary>Changes that follow from what was just decided, for example the waiting list moving up.</summary>
    protected virtual ImmutableArray<Change> Follow(TState state, DateTimeOffset now) => [];

    /// <summary>Called once the state is durable; must not fail.</summary>
    protected virtual void Announce(TState state, long version, ImmutableArray<Change> changes)
    {
    }

    /// <summary>Called when the state's deadline comes; a grain with deadlines commands itself here.</summary>
    protected virtual Task OnDue() => Task.CompletedTask;

    protected virtual void Check(TState state) => state.Check();

    /// <summary>Decides a command and answers when all that the answer rests on is durable.</summary>
    protected async Task<Outcome<T>> Do<T>(
        Guid command, string actor, Func<TState, DateTimeOffset, Decision> decide, Func<TState, DateTimeOffset, Outcome<T>> answer)
        where T : class
    {
        var (decided, refusal, now, stored) = Decide(command, actor, decide);
        await stored;
        return refusal is null ? answer(decided, now) : refusal;
    }

    /// <summary>Decides and queues; the task tells when it is durable. For settlements, whose loss the next activation mends.</summary>
    protected Task Queue(Guid command, string actor, Func<TState, DateTimeOffset, Decision> decide) => Decide(command, actor, decide).Stored;

    private (TState Decided, Refusal? Refusal, DateTimeOffset Now, Task Stored) Decide(
        Guid command, string actor, Func<TState, DateTimeOffset, Decision> decide)
    {
        if (broken is not null) throw new JournalFencedException($"{Key} is reloading.", broken);
        var now = Now;
        var lapsed = Lapse(State, now);
        var next = Fold(State, lapsed, now);
        var decision = decide(next, now);
        next = Fold(next, decision.Changes, now);
        var followed = Follow(next, now);
        next = Fold(next, followed, now);

        var count = lapsed.Length + decision.Changes.Length + followed.Length;
        if (count == 0) return (State, decision.Refusal, now, lastAppend);

        Check(next);
        var entries = new JournalEntry[count];
        var last = version;
        var i = 0;
        foreach (var change in lapsed) entries[i++] = ChangeCatalog.Write(change, ++last, now, System, Guid.Empty);
        foreach (var change in decision.Changes) entries[i++] = ChangeCatalog.Write(change, ++last, now, actor, command);
        foreach (var change in followed) entries[i++] = ChangeCatalog.Write(change, ++last, now, actor, command);

        var append = session.Append(entries, next);
        State = next;
        version = last;
        lastAppend = Store(append, next, last, lapsed.IsEmpty && followed.IsEmpty ? decision.Changes : [.. lapsed, .. decision.Changes, .. followed]);
        return (next, decision.Refusal, now, lastAppend);
    }

    private async Task Store(Task append, TState state, long stateVersion, ImmutableArray<Change> changes)
    {
        try
        {
            await append;
        }
        catch (Exception fault)
        {
            if (broken is null)
            {
                broken = fault;
                DeactivateOnIdle();
            }

            throw;
        }

        if (stateVersion > durableVersion)
        {
            (Durable, durableVersion) = (state, stateVersion);
            ArmTimer(state);
        }

        Announce(state, stateVersion, changes);
    }

    private static TState Fold(TState state, ImmutableArray<Change> changes, DateTimeOffset at)
    {
        foreach (var change in changes) state = state.Apply(change, at);
        return state;
    }

    private void ArmTimer(TState state)
    {
        if (state.DueAt == wakeAt) return;
        wakeAt = state.DueAt;
        var due = wakeAt is { } at ? TimeSpan.FromTicks(Math.Clamp((at - Now).Ticks, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerDay)) : Timeout.InfiniteTimeSpan;
        if (wake is not null) wake.Change(due, Timeout.InfiniteTimeSpan);
        else if (wakeAt is not null) wake = this.RegisterGrainTimer(Due, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = true });
    }

    private async Task Due(CancellationToken cancellationToken)
    {
        if (broken is not null) return;
        wakeAt = null;
        await OnDue();
        ArmTimer(Durable);
    }
}
