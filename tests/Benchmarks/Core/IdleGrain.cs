namespace OutreachSilo.Benchmarks.Core;

/// <summary>Does nothing: what is left is the call.</summary>
[Alias("IIdleGrain")]
internal interface IIdleGrain : IGrainWithStringKey
{
    [Alias("Nothing")]
    Task Nothing();
}

/// <inheritdoc cref="IIdleGrain"/>
internal sealed class IdleGrain : Grain, IIdleGrain
{
    public Task Nothing() => Task.CompletedTask;
}
