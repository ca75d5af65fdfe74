using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>A call to other aggregates that must be answered.</summary>
/// <param name="Id">The command's that caused it, or derived from that: sent again it is the same and gets the same answer.</param>
/// <param name="From">UTC instant from which it may be sent.</param>
/// <param name="DueAt">UTC instant at which it is sent, or sent again, though nobody asks.</param>
/// <param name="Attempts">How often it has gone unanswered.</param>
internal sealed record PendingCall<TCall>(Guid Id, TCall What, DateTimeOffset From, DateTimeOffset DueAt, int Attempts);

/// <summary>The outbox of a process manager: a call is put in by the change that causes it and taken out by its answer.</summary>
/// <param name="Calls">In the order in which they are sent.</param>
internal sealed record PendingCalls<TCall>(ImmutableArray<PendingCall<TCall>> Calls)
{
    public static readonly PendingCalls<TCall> None = new([]);

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    public bool IsEmpty => Calls.IsEmpty;

    /// <summary>UTC instant at which the first of them is due, or null.</summary>
    public DateTimeOffset? DueAt => Calls.IsEmpty ? null : Calls.Min(call => call.DueAt);

    public PendingCall<TCall>? Find(Guid id) => Calls.FirstOrDefault(call => call.Id == id);

    public bool Has(Guid id) => Find(id) is not null;

    /// <summary>With a call that is sent at once; should its answer not come, it is due again soon.</summary>
    public PendingCalls<TCall> With(Guid id, TCall what, DateTimeOffset at) => Put(new(id, what, at, at + FirstWait, 0));

    /// <summary>With a call that is sent at an instant to come, or soon where that has passed.</summary>
    public PendingCalls<TCall> At(Guid id, TCall what, DateTimeOffset from, DateTimeOffset now) =>
        Put(new(id, what, Later(from, now + FirstWait), Later(from, now + FirstWait), 0));

    public PendingCalls<TCall> Without(Guid id) => new(Calls.RemoveAll(call => call.Id == id));

    /// <summary>A call that went unanswered waits twice as long each time.</summary>
    public PendingCalls<TCall> Deferred(CallDeferred change, DateTimeOffset at) =>
        new([.. Calls.Select(call => call.Id == change.Call ? Later(call, call.Attempts + 1, at) : call)]);

    private static PendingCall<TCall> Later(PendingCall<TCall> call, int attempts, DateTimeOffset at)
    {
        var wait = attempts < 8 ? FirstWait * (1 << attempts) : LongestWait;
        return call with { Attempts = attempts, DueAt = at + (wait < LongestWait ? wait : LongestWait) };
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private PendingCalls<TCall> Put(PendingCall<TCall> call) => new(Without(call.Id).Calls.Add(call));
}

/// <summary>The state of a process manager: a journaled state with an outbox.</summary>
internal interface IProcessState<TSelf, TCall> : IJournaledState<TSelf>
    where TSelf : class, IProcessState<TSelf, TCall>
{
    PendingCalls<TCall> Pending { get; }
}
