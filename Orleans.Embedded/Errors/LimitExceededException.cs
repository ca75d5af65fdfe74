namespace Orleans.Runtime;

/// <summary>A queue is full; the call did not run.</summary>
public sealed class LimitExceededException : OrleansException
{
    /// <summary>With the usual message.</summary>
    public LimitExceededException() : base("Limit exceeded")
    {
    }

    /// <summary>With a message.</summary>
    public LimitExceededException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public LimitExceededException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>With the limit's name and figures.</summary>
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit exceeded {limitName} Current={current} Threshold={threshold} {extraInfo}")
    {
    }
}
