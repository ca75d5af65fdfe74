using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OutreachSilo.Storage;

/// <summary>The exception of the last call, as the driver would throw it.</summary>
internal static class SqliteFailure
{
    public static SqliteException Of(sqlite3 database)
    {
        var code = raw.sqlite3_extended_errcode(database);
        return new SqliteException($"SQLite error {code}: {raw.sqlite3_errmsg(database).utf8_to_string()}", code & 0xff, code);
    }
}
