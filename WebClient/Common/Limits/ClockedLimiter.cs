using System.Threading.RateLimiting;

namespace OutreachSilo.Common.Limits;

/// <summary>
/// A steady rate with a burst, on the service's own clock (the limiters of the framework read the machine's). Keeps one instant only:
/// when the allowance would be whole again. A request is let through while that is less than a burst ahead.
/// </summary>
internal sealed class ClockedLimiter(int perMinute, TimeProvider time) : RateLimiter
{
    private readonly double _ticksPerRequest = (double)TimeSpan.TicksPerMinute / perMinute;
    private readonly double _burstTicks = BurstOf(perMinute) * ((double)TimeSpan.TicksPerMinute / perMinute);
    private readonly Lock _lock = new();
    private double _wholeAgain = time.GetUtcNow().Ticks;

    public static int BurstOf(int perMinute) => Math.Min(perMinute, Math.Max(10, perMinute / 4));

    /// <summary>Set once the allowance is whole, so that limiters nobody needs are collected.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            var idle = time.GetUtcNow().Ticks - Volatile.Read(ref _wholeAgain);
            return idle >= 0 ? TimeSpan.FromTicks((long)idle) : null;
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            var now = (double)time.GetUtcNow().Ticks;
            var next = Math.Max(_wholeAgain, now) + permitCount * _ticksPerRequest;
            // Half a request of tolerance: sums of fractions must not cost anybody the last request of a burst.
            var over = next - now - _burstTicks - _ticksPerRequest / 2;
            if (over > 0) return new Lease(TimeSpan.FromTicks((long)over));
            Volatile.Write(ref _wholeAgain, next);
            return Lease.Granted;
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => new(AttemptAcquireCore(permitCount));

    private sealed class Lease(TimeSpan? retryAfter) : RateLimitLease
    {
        public static readonly Lease Granted = new(null);

        public override bool IsAcquired => retryAfter is null;

        public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = retryAfter;
            return retryAfter is not null && metadataName == MetadataName.RetryAfter.Name;
        }
    }
}
