using Npgsql;
using NpgsqlTypes;

namespace OutreachSilo.Storage;

/// <summary>The summaries of a batch, column by column, in lists that are kept and refilled.</summary>
internal sealed class SummaryColumns
{
    public const string Insert = "insert into summary as stored (grain, version, kind, region, starts_on, due_at, search, body)";

    /// <summary>An older version never replaces a newer one, whichever activation or process comes last.</summary>
    public const string OnConflict =
        """
        on conflict (grain) do update set version = excluded.version, kind = excluded.kind, region = excluded.region,
            starts_on = excluded.starts_on, due_at = excluded.due_at, search = excluded.search, body = excluded.body
        where stored.version < excluded.version
        """;

    private readonly List<string> grains = [];
    private readonly List<long> versions = [];
    private readonly List<string> kinds = [];
    private readonly List<string> regions = [];
    private readonly List<DateOnly?> startsOn = [];
    private readonly List<DateTime?> dueAt = [];
    private readonly List<string> search = [];
    private readonly List<ReadOnlyMemory<byte>> bodies = [];

    public NpgsqlBatchCommand UpsertMany() => new(
        $"{Insert} select * from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::date[], $6::timestamptz[], $7::text[], $8::json[]) {OnConflict}")
    {
        Parameters =
        {
            Column.Of(grains, NpgsqlDbType.Text),
            Column.Of(versions, NpgsqlDbType.Bigint),
            Column.Of(kinds, NpgsqlDbType.Text),
            Column.Of(regions, NpgsqlDbType.Text),
            Column.Of(startsOn, NpgsqlDbType.Date),
            Column.Of(dueAt, NpgsqlDbType.TimestampTz),
            Column.Of(search, NpgsqlDbType.Text),
            Column.Of(bodies, NpgsqlDbType.Json),
        },
    };

    public void Fill(JournalBatch batch)
    {
        Clear();
        foreach (var row in batch.Summaries)
        {
            grains.Add(row.Grain);
            versions.Add(row.Version);
            kinds.Add(row.Kind);
            regions.Add(row.Region);
            startsOn.Add(row.StartsOn);
            dueAt.Add(row.DueAt?.UtcDateTime);
            search.Add(row.Search);
            bodies.Add(row.Body);
        }
    }

    private void Clear()
    {
        grains.Clear();
        versions.Clear();
        kinds.Clear();
        regions.Clear();
        startsOn.Clear();
        dueAt.Clear();
        search.Clear();
        bodies.Clear();
    }
}
