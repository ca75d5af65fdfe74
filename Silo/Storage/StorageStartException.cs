namespace OutreachSilo.Storage;

/// <summary>The storage cannot be opened and trying again with the same settings will not help. The message is for the operator.</summary>
internal sealed class StorageStartException(string message, int exitStatus, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Another process holds the database file.</summary>
    public const int InUse = 75;

    /// <summary>The database does not answer.</summary>
    public const int Unreachable = 69;

    /// <summary>The database's schema is not this program's, or its version is too old.</summary>
    public const int Unfit = 78;

    /// <summary>What the process should end with.</summary>
    public int ExitStatus { get; } = exitStatus;
}
