using Microsoft.Data.Sqlite;
using Npgsql;
using OutreachSilo.Common;
using SQLitePCL;

namespace OutreachSilo.Storage;

/// <summary>Tells a database that cannot be read at the moment from a query that is wrong.</summary>
internal static class ReadFaults
{
    public static bool IsUnavailable(Exception failure) => failure switch
    {
        PostgresException error => error.InvariantSeverity != "ERROR" || error.SqlState is ['5', ..],
        NpgsqlException or TimeoutException or IOException or ObjectDisposedException => true,
        SqliteException error => error.SqliteErrorCode is not (raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_RANGE or raw.SQLITE_READONLY),
        _ => false,
    };

    public static JournalUnavailableException Of(Exception failure) => new("The database cannot be read at the moment.", failure);

    /// <summary>Awaits a step of a read; what means "not now" becomes <see cref="JournalUnavailableException"/>.</summary>
    public static async Task<T> Guard<T>(Task<T> step)
    {
        try
        {
            return await step;
        }
        catch (Exception failure) when (IsUnavailable(failure))
        {
            throw Of(failure);
        }
    }
}
