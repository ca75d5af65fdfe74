using System.Data.Common;
using Npgsql;

namespace OutreachSilo.Storage;

/// <summary>A pooled connection; the driver itself prepares what is used twice.</summary>
internal sealed class PostgreSqlReader(NpgsqlConnection connection) : ReadLease
{
    private NpgsqlCommand? command;

    public override DbConnection Connection => connection;

    public override DbCommand Command(string sql)
    {
        command?.Dispose();
        return command = new NpgsqlCommand(sql, connection);
    }

    public override async ValueTask DisposeAsync()
    {
        if (command is not null) await command.DisposeAsync();
        await connection.DisposeAsync();
    }
}
