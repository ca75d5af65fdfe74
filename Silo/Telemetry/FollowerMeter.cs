using System.Diagnostics.Metrics;

namespace OutreachSilo.Telemetry;

/// <summary>How far the followers of the journal are behind it, meter <c>OutreachSilo.Silo</c>.</summary>
internal sealed class FollowerMeter
{
    public const string MeterName = "OutreachSilo.Silo";

    private readonly TimeProvider time;
    private long readUpTo;

    public FollowerMeter(IMeterFactory factory, TimeProvider time)
    {
        this.time = time;
        factory.Create(MeterName)
            .CreateObservableGauge("outreach.follower.lag", Observe, "s", "Age of the oldest journal row that is not followed yet.");
    }

    /// <summary>All that was written before this instant has been followed.</summary>
    public void FollowedUpTo(DateTimeOffset at) => Volatile.Write(ref readUpTo, at.UtcTicks);

    /// <summary>Another process follows; this one reports nothing.</summary>
    public void StoodAside() => Volatile.Write(ref readUpTo, 0);

    private IEnumerable<Measurement<double>> Observe()
    {
        var ticks = Volatile.Read(ref readUpTo);
        if (ticks == 0) yield break;
        yield return new Measurement<double>(Math.Max(0, TimeSpan.FromTicks(time.GetUtcNow().UtcTicks - ticks).TotalSeconds));
    }
}
