namespace Orleans.Runtime;

/// <summary>Base of the faults the engine raises itself.</summary>
public class OrleansException : Exception
{
    /// <summary>With the usual message.</summary>
    public OrleansException() : base("Unexpected error.")
    {
    }

    /// <summary>With a message.</summary>
    public OrleansException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public OrleansException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
