namespace Orleans.Runtime;

/// <summary>The observer is gone.</summary>
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId clientId) : base($"No activation for client {clientId}")
    {
    }

    internal ClientNotAvailableException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
