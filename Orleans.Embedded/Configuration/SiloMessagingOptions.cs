namespace Orleans.Configuration;

/// <summary>How calls wait and how many may.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>The default of <see cref="MaxEnqueuedRequestsSoftLimit"/>: none.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT = 0;

    /// <summary>The default of <see cref="MaxEnqueuedRequestsHardLimit"/>: none.</summary>
    public const int DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT = 0;

    /// <summary>Requests waiting at one activation from which a warning is logged; 0 for none.</summary>
    public int MaxEnqueuedRequestsSoftLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_SOFT_LIMIT;

    /// <summary>Requests waiting at one activation from which more are refused with <see cref="Runtime.LimitExceededException"/>; 0 for none.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = DEFAULT_MAX_ENQUEUED_REQUESTS_HARD_LIMIT;
}
