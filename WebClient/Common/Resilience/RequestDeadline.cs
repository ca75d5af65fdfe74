using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OutreachSilo.Common.Resilience;

/// <summary>
/// How long the grain calls of one request have been at work together: a request that asks several grains is answered as soon as one that
/// asks one. What a request has started and does not wait for is bound by it no longer than the request lives; the hub has none.
/// </summary>
internal static class RequestDeadline
{
    private static readonly AsyncLocal<Running?> Current = new();

    public static IApplicationBuilder UseRequestDeadline(this IApplicationBuilder app, TimeProvider time) => app.Use(async (context, next) =>
    {
        if (context.Request.IsHub())
        {
            await next(context);
            return;
        }

        var running = Current.Value = new Running(time.GetTimestamp());
        try
        {
            await next(context);
        }
        finally
        {
            running.HasEnded = true;
        }
    });

    /// <summary>What is left of a deadline, at least a millisecond; all of it outside a request.</summary>
    public static TimeSpan Left(TimeSpan deadline, TimeProvider time)
    {
        if (Current.Value is not { HasEnded: false } running) return deadline;
        var left = deadline - time.GetElapsedTime(running.StartedAt);
        return left > TimeSpan.FromMilliseconds(1) ? left : TimeSpan.FromMilliseconds(1);
    }

    private sealed class Running(long startedAt)
    {
        public long StartedAt { get; } = startedAt;

        public volatile bool HasEnded;
    }
}
