using Polly.CircuitBreaker;
using Polly.Timeout;

namespace OutreachSilo.Common.Resilience;

/// <summary>What a caller is told about a fault.</summary>
/// <param name="Code">One of <see cref="FaultCodes"/>.</param>
public sealed record FaultAnswer(string Code, string Detail, TimeSpan RetryAfter)
{
    /// <summary>More is asked for at once than this host lets in.</summary>
    public static readonly FaultAnswer Busy = Make(FaultCodes.JournalBusy, TimeSpan.FromSeconds(1));

    /// <summary>Null when the exception is a bug and not a fault: that is answered 500.</summary>
    public static FaultAnswer? Of(Exception? exception) => exception switch
    {
        IFault fault => new FaultAnswer(fault.Code, DetailOf(fault.Code), fault.RetryAfter ?? TimeSpan.FromSeconds(1)),
        BrokenCircuitException broken => Make(FaultCodes.Unavailable, broken.RetryAfter ?? TimeSpan.FromSeconds(2)),
        // Orleans ends an activation that takes too long, and the calls that wait for it, by cancelling them.
        TimeoutRejectedException or TimeoutException or OperationCanceledException => Make(FaultCodes.OutcomeUnknown, TimeSpan.FromSeconds(2)),
        Orleans.Runtime.OrleansException => Make(FaultCodes.Unavailable, TimeSpan.FromSeconds(2)),
        _ => null,
    };

    private static FaultAnswer Make(string code, TimeSpan retryAfter) => new(code, DetailOf(code), retryAfter);

    private static string DetailOf(string code) => code switch
    {
        FaultCodes.JournalBusy => "The service is very busy. Nothing was changed. Try again shortly.",
        FaultCodes.OutcomeUnknown => "We do not know yet whether this was done. To find out, repeat the request with the same Idempotency-Key or check your bookings.",
        _ => "Part of the service is not available. Nothing was changed. Try again shortly.",
    };
}
