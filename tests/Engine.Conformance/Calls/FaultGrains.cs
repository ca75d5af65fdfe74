using OutreachSilo.Hosting;

namespace OutreachSilo.Calls;

[GenerateSerializer, Alias("conformance.OddFault")]
internal sealed class OddFault(string message) : Exception(message);

internal interface IFaultyGrain : IGrainWithStringKey
{
    Task Throw(string message);

    Task ThrowLater(string message);

    Task ThrowVia(string other);

    Task<int> Count();

    Task WaitForCancellation(CancellationToken token);

    Task<int> Add(int one, int two, CancellationToken token);

    Task CancelItself();
}

internal sealed class FaultyGrain(Signals signals) : Grain, IFaultyGrain
{
    private int faults;

    public Task Throw(string message)
    {
        faults++;
        throw new OddFault(message);
    }

    public async Task ThrowLater(string message)
    {
        await Task.Yield();
        throw new OddFault(message);
    }

    public Task ThrowVia(string other) => GrainFactory.GetGrain<IFaultyGrain>(other).ThrowLater("far away");

    public Task<int> Count() => Task.FromResult(faults);

    public async Task WaitForCancellation(CancellationToken token)
    {
        var mine = TaskScheduler.Current;
        var cancelled = new TaskCompletionSource();
        await using var registration = token.Register(() =>
        {
            signals.Note(TaskScheduler.Current == mine ? "cancelled on the grain's scheduler" : "cancelled elsewhere");
            cancelled.SetResult();
        });
        signals.Note("waits");
        await Task.WhenAny(cancelled.Task, signals.Gate("enough"));
    }

    public Task<int> Add(int one, int two, CancellationToken token) => Task.FromResult(token.IsCancellationRequested ? 0 : one + two);

    public Task CancelItself() => throw new OperationCanceledException("I changed my mind.");
}
