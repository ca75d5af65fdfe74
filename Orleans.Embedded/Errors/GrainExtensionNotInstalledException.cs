namespace Orleans.Runtime;

/// <summary>The grain does not carry the extension.</summary>
public sealed class GrainExtensionNotInstalledException : OrleansException
{
    /// <summary>With the usual message.</summary>
    public GrainExtensionNotInstalledException() : base("GrainExtensionNotInstalledException")
    {
    }

    /// <summary>With a message.</summary>
    public GrainExtensionNotInstalledException(string message) : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public GrainExtensionNotInstalledException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
