using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>
/// The shell around pure rules: decide, append, announce, answer. Nothing is told, neither a success nor a refusal, before
/// everything it rests on is durable; the first failed append ends the activation, and the next one reads the truth.
/// </summary>
internal abstract class AggregateGrain<TState>(IJournal journal, TimeProvider time) : Grain
    where TState : class, IJournaledState<TState>
{
    /// <summary>Who did what time did.</summary>
    public const string System = "system";

    private Aggregate<TState> registered = null!;
    private ITopics topics = null!;
    private IJournalSession session = null!;
    private Task lastAppend = Task.CompletedTask;
    private Task look = Task.CompletedTask;
    private Task? nextLook;
    private Exception? broken;
    private long version;
    private long durableVersion;
    private SnapshotKeeper<TState>? snapshot;
    private IGrainTimer? wake;
    private DateTimeOffset? wakeAt;
    private bool isReentrant;

    protected string Key { get; private set; } = "";

    /// <summary>True once an append has failed: this activation ends and decides nothing more.</summary>
    protected bool IsBroken => broken is not null;

    protected DateTimeOffset Now => time.GetUtcNow();

    /// <summary>All that was decided, durable or not: what rules decide on.</summary>
    protected TState State { get; private set; } = null!;

    /// <summary>The newest durable state: what views show.</summary>
    protected TState Durable { get; private set; } = null!;

    protected long DurableVersion => durableVersion;

    /// <summary>Of <see cref="State"/>.</summary>
    protected long Version => version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Key = this.GetPrimaryKeyString();
        var services = GrainContext.ActivationServices;
        (registered, topics) = (services.GetRequiredService<Aggregates>().Of<TState>(), services.GetRequiredService<ITopics>());
        isReentrant = GetType().IsDefined(typeof(ReentrantAttribute), inherit: false);
        snapshot = SnapshotKeeper<TState>.For(GrainContext);
        (State, var last) = await JournalFold.Read(journal, Key, snapshot, cancellationToken);
        version = durableVersion = last?.Version ?? 0;
        Durable = State;
        if (last is not null) snapshot?.Offer(State, last);
        session = journal.Open(Key);
        ArmTimer(State);
    }

    /// <summary>An orderly end waits for what nobody awaits, or the next activation would begin without it and be fenced.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        await lastAppend.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Changes that the passing of time has made by now.</summary>
    protected virtual ImmutableArray<Change> Lapse(TState state, DateTimeOffset now) => [];

    /// <summary>Changes that follow from what was just decided, for example the waiting list moving up.</summary>
    protected virtual ImmutableArray<Change> Follow(TState state, DateTimeOffset now) => [];

    /// <summary>Called once the state is durable; must not fail. Moves the topics that the aggregate is registered with.</summary>
    protected virtual void Announce(TState state, long version, ImmutableArray<Change> changes)
    {
        foreach (var topic in registered.Topics(state, changes)) topics.Moved(topic);
    }

    /// <summary>Whether a timer calls <see cref="OnDue"/> at the state's deadline; without, the deadline service wakes the grain.</summary>
    protected virtual bool WakesItself => false;

    /// <summary>Called when the state's deadline comes; a grain with deadlines commands itself here.</summary>
    protected virtual Task OnDue() => Task.CompletedTask;

    /// <summary>The state that decisions are taken on and checked against; only the mutants of tests replace it.</summary>
    internal Func<TState, TState> Mutation { get; set; } = static state => state;

    /// <summary>Decides a command and answers when all that the answer rests on is durable.</summary>
    /// <param name="answer">Asked at once, of what was decided; told later.</param>
    protected async Task<Outcome<T>> Do<T>(
        Guid command, string actor, Func<TState, DateTimeOffset, Decision> decide, Func<TState, DateTimeOffset, Outcome<T>> answer)
        where T : class
    {
        var decided = Decide(command, actor, decide);
        Outcome<T> answered = decided.Refusal is { } refusal ? refusal : answer(decided.State, decided.At);
        try
        {
            await decided.Append;
        }
        catch (Exception fault)
        {
            Break(fault);
            throw;
        }

        Keep(decided);
        if (decided.Refusal is not null && decided.Changes.IsEmpty) await EnsureCurrent();
        if (answered.Refusal is { } refused) GrainMeter.Refused(Key, refused);
        return answered;
    }

    /// <summary>Decides, queues and waits until it is durable.</summary>
    /// <exception cref="JournalFencedException">As for <see cref="Enqueue"/>.</exception>
    protected async Task Queue(Guid command, string actor, Func<TState, DateTimeOffset, Decision> decide) => await await Enqueue(command, actor, decide);

    /// <summary>Decides and queues; the inner task tells when it is durable. For settlements, whose loss the next activation mends.</summary>
    /// <exception cref="JournalFencedException">What was learnt contradicts the state, and the journal tells why: another activation has written meanwhile.</exception>
    protected async ValueTask<Task> Enqueue(Guid command, string actor, Func<TState, DateTimeOffset, Decision> decide)
    {
        try
        {
            return Settle(Decide(command, actor, decide));
        }
        catch (InvariantException)
        {
            await EnsureCurrent();
            throw;
        }
    }

    /// <summary>
    /// For a grain that was woken and knows of nothing to do: if another activation has written meanwhile, this one is out of date and ends, or it
    /// would be woken for ever in vain.
    /// </summary>
    protected async Task EndIfOvertaken()
    {
        var newer = await journal.Read(Key, version, CancellationToken.None);
        if (newer.Length > 0 && newer[^1].Version > version) Break(new JournalFencedException($"{Key} was changed elsewhere; this activation has ended."));
    }

    /// <summary>What a view shows. An outdated activation may show what was; it must not say that something is not there.</summary>
    /// <exception cref="JournalFencedException">Another activation has written meanwhile; the refusal may be wrong.</exception>
    protected async Task<Outcome<T>> Sure<T>(Outcome<T> seen)
        where T : class
    {
        if (!seen.Succeeded) await EnsureCurrent();
        return seen;
    }

    /// <summary>A refusal that is written nowhere meets no fence, so the journal is looked at; one look is for all that were refused before it.</summary>
    /// <exception cref="JournalFencedException">Another activation has written meanwhile; the refusal may be wrong.</exception>
    protected Task EnsureCurrent() => nextLook ??= LookAfter(look);

    private async Task LookAfter(Task before)
    {
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        (look, nextLook) = (nextLook!, null);

        // While an append is under way, another activation may have written its version: the journal alone would not show it.
        var append = lastAppend;
        await append.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (append.Exception is { InnerException: { } fault }) Break(fault);
        await EndIfOvertaken();
        if (broken is not null) throw new JournalFencedException($"{Key} is reloading.", broken);
    }

    private Decided Decide(Guid command, string actor, Func<TState, DateTimeOffset, Decision> decide)
    {
        if (broken is not null) throw new JournalFencedException($"{Key} is reloading.", broken);
        var now = Now;
        var lapsed = Lapse(State, now);
        var next = Fold(State, lapsed, now);
        var decision = decide(Mutation(next), now);
        next = Fold(next, decision.Changes, now);
        var followed = Follow(Mutation(next), now);
        next = Fold(next, followed, now);

        var count = lapsed.Length + decision.Changes.Length + followed.Length;
        if (count == 0) return new Decided(State, version, now, decision.Refusal, [], null, lastAppend);

        Mutation(next).Check();
        var entries = new JournalEntry[count];
        var last = version;
        var i = 0;
        foreach (var change in lapsed) entries[i++] = TState.Changes.Write(change, ++last, now, System, Guid.Empty);
        foreach (var change in decision.Changes) entries[i++] = TState.Changes.Write(change, ++last, now, actor, command);
        foreach (var change in followed) entries[i++] = TState.Changes.Write(change, ++last, now, actor, command);

        if (decision.Texts is { IsDefaultOrEmpty: false } texts) entries[lapsed.Length] = entries[lapsed.Length] with { Texts = texts };
        lastAppend = session.Append(entries, next);
        (State, version) = (next, last);
        return new Decided(next, last, now, decision.Refusal, lapsed.IsEmpty && followed.IsEmpty ? decision.Changes : [.. lapsed, .. decision.Changes, .. followed], entries[^1], lastAppend);
    }

    private async Task Settle(Decided decided)
    {
        try
        {
            await decided.Append;
        }
        catch (Exception fault)
        {
            Break(fault);
            throw;
        }

        Keep(decided);
    }

    /// <summary>What was decided is durable: from now on it is shown and told.</summary>
    private void Keep(in Decided decided)
    {
        if (decided.Changes.IsEmpty) return;
        GrainMeter.Changed(TState.Changes, decided.Changes.AsSpan());
        if (decided.Version > durableVersion)
        {
            (Durable, durableVersion) = (decided.State, decided.Version);
            ArmTimer(decided.State);
            snapshot?.Offer(decided.State, decided.Last!);
        }

        Announce(decided.State, decided.Version, decided.Changes);
    }

    /// <summary>An append failed: what was decided on top of it is void, so this activation ends.</summary>
    private void Break(Exception fault)
    {
        if (broken is not null) return;
        broken = fault;
        DeactivateOnIdle();
    }

    private static TState Fold(TState state, ImmutableArray<Change> changes, DateTimeOffset at)
    {
        foreach (var change in changes) state = state.Apply(change, at);
        return state;
    }

    private void ArmTimer(TState state)
    {
        if (!WakesItself || state.DueAt == wakeAt) return;
        wakeAt = state.DueAt;
        var due = wakeAt is { } at ? TimeSpan.FromTicks(Math.Clamp((at - Now).Ticks, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerDay)) : Timeout.InfiniteTimeSpan;
        if (wake is not null) wake.Change(due, Timeout.InfiniteTimeSpan);
        else if (wakeAt is not null) wake = this.RegisterGrainTimer(Due, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = isReentrant });
    }

    private async Task Due(CancellationToken cancellationToken)
    {
        if (broken is not null) return;
        wakeAt = null;
        await OnDue();
        ArmTimer(Durable);
    }

    /// <summary>What a command came to.</summary>
    /// <param name="Version">Of <paramref name="State"/>.</param>
    /// <param name="Changes">Empty when the command changed nothing; then <paramref name="Append"/> is the one that its answer rests on.</param>
    private readonly record struct Decided(TState State, long Version, DateTimeOffset At, Refusal? Refusal, ImmutableArray<Change> Changes, JournalEntry? Last, Task Append);
}
