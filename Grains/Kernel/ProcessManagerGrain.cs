using Microsoft.Extensions.Logging;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>
/// A journaled grain that calls other aggregates. What it calls for is in its state before it calls, and is sent again until it is answered:
/// when it is due, by its own timer or woken by the deadline service, and before each command. Not reentrant.
/// </summary>
/// <typeparam name="TCall">What a call is about.</typeparam>
internal abstract partial class ProcessManagerGrain<TState, TCall>(IJournal journal, TimeProvider time, ILogger log)
    : AggregateGrain<TState>(journal, time)
    where TState : class, IProcessState<TState, TCall>
    where TCall : notnull
{
    protected sealed override bool WakesItself => true;

    public async Task Wake()
    {
        var isIdle = State.Pending.IsEmpty;
        await SendPending();
        if (isIdle) await EndIfOvertaken();
    }

    protected sealed override Task OnDue() => SendPending();

    /// <summary>Sends a call, which may be one that was sent before and even answered.</summary>
    /// <returns>What its answer comes to.</returns>
    protected abstract Task<Reply> Send(PendingCall<TCall> call);

    /// <summary>Sends what is pending, in order; what is not answered is deferred.</summary>
    /// <param name="except">A call that its command sends itself.</param>
    protected async Task SendPending(Guid except = default)
    {
        foreach (var call in State.Pending.Calls)
        {
            if (call.From > Now || (call.Id == except && except != default)) continue;
            try
            {
                await Complete(call, awaitsAnswer: true);
            }
            catch (Exception fault) when (fault is not InvariantException && !IsBroken)
            {
                LogUnanswered(fault, Key, call.What);
                await Queue(call.Id, System, (state, _) => state.Pending.Has(call.Id) ? new CallDeferred(call.Id) : Decision.Nothing);
            }
        }
    }

    /// <summary>Sends a call and writes down its answer. After a fault it stays pending.</summary>
    /// <param name="awaitsAnswer">False for a command, which need not wait for what <see cref="Reply.MayBeLost"/>.</param>
    protected async Task Complete(PendingCall<TCall> call, bool awaitsAnswer = false)
    {
        var reply = await Send(call);
        var stored = await Enqueue(
            call.Id, reply.Actor, (state, now) => state.Pending.Has(call.Id) ? reply.Decide(state, now) : Decision.Nothing);
        if (awaitsAnswer || !reply.MayBeLost) await stored;
    }

    /// <summary>What the answer to a call comes to, decided on the state as it is then.</summary>
    /// <param name="MayBeLost">Whether the call, sent again, gets the same answer: then it can be told before it is durable.</param>
    protected readonly record struct Reply(string Actor, Func<TState, DateTimeOffset, Decision> Decide, bool MayBeLost = false);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call of {Grain} was not answered and will be sent again: {Call}.")]
    private partial void LogUnanswered(Exception fault, string grain, TCall call);
}
