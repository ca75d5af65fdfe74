using System.Data.Common;

namespace OutreachSilo.Storage;

/// <summary>A borrowed read-only connection; given back by disposing.</summary>
internal abstract class ReadLease : IAsyncDisposable
{
    public abstract DbConnection Connection { get; }

    /// <summary>A command without parameters yet, prepared if the same text was used before. Belongs to the lease: do not dispose it.</summary>
    public abstract DbCommand Command(string sql);

    public abstract ValueTask DisposeAsync();
}
