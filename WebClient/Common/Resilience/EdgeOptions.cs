using System.ComponentModel.DataAnnotations;

namespace OutreachSilo.Common.Resilience;

/// <summary>Configuration section <c>Edge</c>: how long the door waits for a grain.</summary>
public sealed class EdgeOptions
{
    public const string Section = "Edge";

    /// <summary>Seconds until a request is answered "not known yet", retries included.</summary>
    [Range(1, 60, ErrorMessage = "Edge:DeadlineSeconds takes 1 to 60 seconds.")]
    public int DeadlineSeconds { get; set; } = 10;

    /// <summary>Commands under way at once; the next are answered 503 at once. Half a second's work of a small machine.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Edge:CommandsMax takes 1 to 1000000.")]
    public int CommandsMax { get; set; } = 5_000;

    [Range(0, 5, ErrorMessage = "Edge:Retries takes 0 to 5.")]
    public int Retries { get; set; } = 2;

    /// <summary>Mean wait before the first retry; doubles, with jitter.</summary>
    [Range(1, 5_000, ErrorMessage = "Edge:RetryDelayMilliseconds takes 1 to 5000.")]
    public int RetryDelayMilliseconds { get; set; } = 100;

    /// <summary>How long nothing is asked after half of at least <see cref="BreakerCalls"/> calls within ten seconds were faults.</summary>
    [Range(1, 60, ErrorMessage = "Edge:BreakSeconds takes 1 to 60 seconds.")]
    public int BreakSeconds { get; set; } = 1;

    [Range(2, 10_000, ErrorMessage = "Edge:BreakerCalls takes 2 to 10000.")]
    public int BreakerCalls { get; set; } = 50;
}
