namespace Orleans.Runtime;

/// <summary>The silo sheds load.</summary>
public sealed class GatewayTooBusyException : OrleansException
{
    /// <summary>With the usual message.</summary>
    public GatewayTooBusyException() : base("Gateway too busy")
    {
    }

    /// <summary>With a message.</summary>
    public GatewayTooBusyException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public GatewayTooBusyException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
