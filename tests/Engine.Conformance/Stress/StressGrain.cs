using OutreachSilo.Hosting;

namespace OutreachSilo.Stress;

internal interface IStressGrain : IGrainWithStringKey
{
    Task AddSlowly();

    Task ReadYieldWrite();

    Task NoteAndMaybeEnd(bool end);

    Task<int> Pass(int ring, int hops);

    Task<int> Count();
}

internal sealed class StressGrain(Signals signals) : Grain, IStressGrain
{
    private int count;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Note("ended");
        return Task.CompletedTask;
    }

    public async Task AddSlowly()
    {
        await Task.Yield();
        count++;
    }

    public async Task ReadYieldWrite()
    {
        var read = count;
        await Task.Yield();
        await Task.Yield();
        count = read + 1;
    }

    public Task NoteAndMaybeEnd(bool end)
    {
        signals.Note("called");
        if (end) DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<int> Pass(int ring, int hops) =>
        hops == 0 ? 0 : 1 + await GrainFactory.GetGrain<IStressGrain>($"ring{ring}/{hops}").Pass(ring, hops - 1);

    public Task<int> Count() => Task.FromResult(count);
}
