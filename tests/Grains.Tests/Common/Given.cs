using System.Collections.Immutable;

namespace OutreachSilo.Common;

/// <summary>Given changes, when a rule decides, then … Folds exactly as a grain does: lapse, decide, follow.</summary>
internal sealed class Given<TState>(TState state, DateTimeOffset now, Func<TState, DateTimeOffset, ImmutableArray<Change>> lapse, Func<TState, DateTimeOffset, ImmutableArray<Change>> follow)
    where TState : class, IJournaledState<TState>
{
    public TState State { get; private set; } = state;

    public DateTimeOffset Now { get; private set; } = now;

    public Given<TState> At(DateTimeOffset instant)
    {
        Now = instant;
        return this;
    }

    public Given<TState> After(TimeSpan time) => At(Now + time);

    public Decided<TState> When(Func<TState, DateTimeOffset, Decision> rule)
    {
        var lapsed = lapse(State, Now);
        var next = Fold(State, lapsed);
        var decision = rule(next, Now);
        next = Fold(next, decision.Changes);
        var followed = follow(next, Now);
        next = Fold(next, followed);
        next.Check();
        next.CheckWhole();
        State = next;
        return new Decided<TState>(this, [.. lapsed, .. decision.Changes, .. followed], decision.Refusal);
    }

    private TState Fold(TState from, ImmutableArray<Change> changes) => changes.Aggregate(from, (state, change) => state.Apply(change, Now));
}

internal sealed class Decided<TState>(Given<TState> given, ImmutableArray<Change> changes, Refusal? refusal)
    where TState : class, IJournaledState<TState>
{
    public ImmutableArray<Change> Changes => changes;

    public Given<TState> And
    {
        get
        {
            Assert.Null(refusal);
            return given;
        }
    }

    public Given<TState> ThenRefused(string code)
    {
        Assert.Equal(code, refusal?.Code);
        Assert.NotEmpty(refusal!.Detail);
        return given;
    }

    public Given<TState> Then(params Type[] kinds)
    {
        Assert.Null(refusal);
        Assert.Equal(kinds, changes.Select(change => change.GetType()));
        return given;
    }

    public Given<TState> ThenNothing() => Then();
}
