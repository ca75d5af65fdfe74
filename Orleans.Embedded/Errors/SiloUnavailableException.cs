namespace Orleans.Runtime;

/// <summary>The silo is stopping or gone; the call did not run.</summary>
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>With the usual message.</summary>
    public SiloUnavailableException() : base("Silo unavailable")
    {
    }

    /// <summary>With a message.</summary>
    public SiloUnavailableException(string msg) : base(msg)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public SiloUnavailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
