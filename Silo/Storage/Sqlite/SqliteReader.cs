using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace OutreachSilo.Storage;

/// <summary>A read-only connection of the pool with its prepared commands.</summary>
internal sealed class SqliteReader(SqliteDatabase database, SqliteConnection connection) : ReadLease
{
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    public override DbConnection Connection => connection;

    public override DbCommand Command(string sql)
    {
        if (commands.TryGetValue(sql, out var command))
        {
            command.Parameters.Clear();
            return command;
        }

        return commands[sql] = new SqliteCommand(sql, connection);
    }

    public override ValueTask DisposeAsync()
    {
        database.GiveBack(this);
        return default;
    }

    public void Close()
    {
        foreach (var command in commands.Values) command.Dispose();
        connection.Dispose();
    }
}
