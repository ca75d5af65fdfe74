using Orleans.Concurrency;
using Orleans.Runtime;
using OutreachSilo.Hosting;

namespace OutreachSilo.Activations;

internal interface ILifeGrain : IGrainWithStringKey
{
    Task<int> Touch();

    Task<Guid> Incarnation();

    Task End();

    Task EndThenHold(string gate);

    Task Hold(string gate);

    Task Delay(TimeSpan time);
}

internal interface IFailingGrain : IGrainWithStringKey
{
    Task Touch();
}

internal interface IReentrantLifeGrain : IGrainWithStringKey
{
    Task Hold(string gate);

    Task End();
}

internal interface IAlwaysActiveGrain : ILifeGrain;

internal interface IDisposableGrain : IGrainWithStringKey
{
    Task End();
}

internal abstract class LifeGrainBase(Signals signals) : Grain
{
    private readonly Guid incarnation = Guid.NewGuid();
    private int touches;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        signals.Note("activated");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Note($"deactivated: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> Touch() => Task.FromResult(++touches);

    public Task<Guid> Incarnation() => Task.FromResult(incarnation);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndThenHold(string gate)
    {
        DeactivateOnIdle();
        signals.Note("holds");
        await signals.Gate(gate);
        signals.Note("lets go");
    }

    public async Task Hold(string gate)
    {
        signals.Note("holds");
        await signals.Gate(gate);
        signals.Note("lets go");
    }

    public Task Delay(TimeSpan time)
    {
        DelayDeactivation(time);
        return Task.CompletedTask;
    }
}

internal sealed class LifeGrain(Signals signals) : LifeGrainBase(signals), ILifeGrain;

[KeepAlive]
internal sealed class AlwaysActiveGrain(Signals signals) : LifeGrainBase(signals), IAlwaysActiveGrain;

[Reentrant]
internal sealed class ReentrantLifeGrain(Signals signals) : LifeGrainBase(signals), IReentrantLifeGrain;

internal sealed class FailingGrain(Signals signals) : Grain, IFailingGrain
{
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        signals.Note("tries");
        await signals.Gate(this.GetPrimaryKeyString());
        if (signals.Notes.Count(note => note == "tries") == 1) throw new TimeZoneNotFoundException("No zone today.");
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        signals.Note($"deactivated: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task Touch()
    {
        signals.Note("touched");
        return Task.CompletedTask;
    }
}

internal sealed class DisposableGrain(Signals signals) : Grain, IDisposableGrain, IAsyncDisposable
{
    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        signals.Note("disposed");
        return ValueTask.CompletedTask;
    }
}
