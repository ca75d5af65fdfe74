using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Common.Limits;

/// <summary>
/// How often one account may be tried on this host, from wherever. Counts by the address that is typed, whether there is such an account
/// or not, so that being refused tells nobody which addresses exist.
/// </summary>
public sealed class AccountAttempts(IOptions<LimitOptions> limits, TimeProvider time) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        account => RateLimitPartition.Get(account, _ => new ClockedLimiter(limits.Value.AttemptsPerMinute, time)), StringComparer.OrdinalIgnoreCase);

    public bool MayTry(string account)
    {
        using var lease = _limiter.AttemptAcquire(account);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
