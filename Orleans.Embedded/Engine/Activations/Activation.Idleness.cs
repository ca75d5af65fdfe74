namespace Orleans.Engine.Activations;

/// <summary>How long the activation has been idle.</summary>
internal sealed partial class Activation
{
    private long lastUsed = engine.Clock.GetTimestamp();
    private DateTimeOffset keptUntil;

    /// <summary>Whether nothing runs or waits and nobody used it for so long.</summary>
    public bool IsIdleFor(TimeSpan age) =>
        status == ActivationStatus.Valid && OpenCount == 0 && !admission.IsRunningAny && IdleTime >= age && keptUntil <= Engine.Clock.GetUtcNow();

    public TimeSpan IdleTime => Engine.Clock.GetElapsedTime(Volatile.Read(ref lastUsed));

    /// <summary>When to look at it again.</summary>
    public TimeSpan TimeUntilStale
    {
        get
        {
            var kept = keptUntil - Engine.Clock.GetUtcNow();
            var left = Class.CollectionAge - IdleTime;
            return kept > left ? kept : left;
        }
    }

    public void DelayDeactivation(TimeSpan span)
    {
        if (span == TimeSpan.MaxValue || span == Timeout.InfiniteTimeSpan) keptUntil = DateTimeOffset.MaxValue;
        else if (span <= TimeSpan.Zero) keptUntil = default;
        else keptUntil = Engine.Clock.GetUtcNow() + span;
    }

    private void Touch() => Volatile.Write(ref lastUsed, Engine.Clock.GetTimestamp());
}
