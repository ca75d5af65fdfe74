namespace OutreachSilo.Commands;

/// <summary>What the process ends with; part of the command line's contract.</summary>
internal static class ExitStatus
{
    public const int Done = 0;

    /// <summary>Nothing was taken, the file cannot be used, or an audit found something.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Another process, as a rule the running service, holds the storage.</summary>
    public const int StorageInUse = 3;

    /// <summary>Another process listens at an address that this one is set to listen at.</summary>
    public const int AddressInUse = 4;

    /// <summary>The nodes of the cluster do not answer this one, or refuse it.</summary>
    public const int ClusterUnreachable = 5;
}
