using Npgsql;
using NpgsqlTypes;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>The insert of a single change, for the lone caller: no arrays to build or to unnest.</summary>
internal sealed class JournalRowCommand
{
    private readonly NpgsqlParameter<string> grain = new() { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = "" };
    private readonly NpgsqlParameter<long> version = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<DateTime> instant = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, TypedValue = DateTime.UnixEpoch };
    private readonly NpgsqlParameter<string> kind = new() { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = "" };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> body = new() { NpgsqlDbType = NpgsqlDbType.Json };
    private readonly NpgsqlParameter<string> actor = new() { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = "" };
    private readonly NpgsqlParameter<Guid> command = new() { NpgsqlDbType = NpgsqlDbType.Uuid };

    public JournalRowCommand() => Command = new NpgsqlBatchCommand($"{JournalColumns.Insert} values ($1, $2, $3, $4, $5, $6, $7)")
    {
        Parameters = { grain, version, instant, kind, body, actor, command },
    };

    public NpgsqlBatchCommand Command { get; }

    public void Fill(string key, JournalEntry entry)
    {
        grain.TypedValue = key;
        version.TypedValue = entry.Version;
        instant.TypedValue = entry.At.UtcDateTime;
        kind.TypedValue = entry.Kind;
        body.TypedValue = entry.Body;
        actor.TypedValue = entry.Actor;
        command.TypedValue = entry.Command;
    }
}
