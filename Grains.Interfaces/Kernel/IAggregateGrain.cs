namespace OutreachSilo.Kernel;

/// <summary>An aggregate that time changes by itself.</summary>
[Alias("IAggregateGrain")]
public interface IAggregateGrain : IGrainWithStringKey
{
    /// <summary>
    /// Does what has become due: ends what ran out of time, and asks or tells again what was not answered. Idempotent. Called by the
    /// deadline service, and by the aggregate itself.
    /// </summary>
    [Alias("Wake")]
    Task Wake();
}
