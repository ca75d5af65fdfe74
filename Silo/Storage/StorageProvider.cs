namespace OutreachSilo.Storage;

/// <summary>The databases the service can keep its journal in: the accepted values of <c>Storage:Provider</c>.</summary>
internal enum StorageProvider
{
    /// <summary>One file, one process.</summary>
    Sqlite,

    /// <summary>A server, one or several processes.</summary>
    PostgreSql,
}
