using Npgsql;
using NpgsqlTypes;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>The upsert of a single summary, for the lone caller.</summary>
internal sealed class SummaryRowCommand
{
    private readonly NpgsqlParameter<string> grain = new() { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = "" };
    private readonly NpgsqlParameter<long> version = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter<string> kind = new() { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = "" };
    private readonly NpgsqlParameter<string> region = new() { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = "" };
    private readonly NpgsqlParameter<DateOnly?> startsOn = new() { NpgsqlDbType = NpgsqlDbType.Date };
    private readonly NpgsqlParameter<DateTime?> dueAt = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter<string> search = new() { NpgsqlDbType = NpgsqlDbType.Text, TypedValue = "" };
    private readonly NpgsqlParameter<ReadOnlyMemory<byte>> body = new() { NpgsqlDbType = NpgsqlDbType.Json };

    public SummaryRowCommand() => Command = new NpgsqlBatchCommand(
        $"{SummaryColumns.Insert} values ($1, $2, $3, $4, $5, $6, $7, $8) {SummaryColumns.OnConflict}")
    {
        Parameters = { grain, version, kind, region, startsOn, dueAt, search, body },
    };

    public NpgsqlBatchCommand Command { get; }

    public void Fill(SummaryRow row)
    {
        grain.TypedValue = row.Grain;
        version.TypedValue = row.Version;
        kind.TypedValue = row.Kind;
        region.TypedValue = row.Region;
        startsOn.TypedValue = row.StartsOn;
        dueAt.TypedValue = row.DueAt?.UtcDateTime;
        search.TypedValue = row.Search;
        body.TypedValue = row.Body;
    }
}
