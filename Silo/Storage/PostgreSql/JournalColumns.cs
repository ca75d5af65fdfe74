using Npgsql;
using NpgsqlTypes;

namespace OutreachSilo.Storage;

/// <summary>The rows of a batch, column by column, in lists that are kept and refilled.</summary>
internal sealed class JournalColumns
{
    /// <summary>A plain insert: with ON CONFLICT the later versions of a fenced activation would get in.</summary>
    public const string Insert = "insert into journal (grain, version, at, kind, body, actor, command)";

    private readonly List<string> grains = [];
    private readonly List<long> versions = [];
    private readonly List<DateTime> instants = [];
    private readonly List<string> kinds = [];
    private readonly List<ReadOnlyMemory<byte>> bodies = [];
    private readonly List<string> actors = [];
    private readonly List<Guid> commands = [];

    public NpgsqlBatchCommand InsertMany() => new(
        $"{Insert} select * from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::text[], $5::json[], $6::text[], $7::uuid[])")
    {
        Parameters =
        {
            Column.Of(grains, NpgsqlDbType.Text),
            Column.Of(versions, NpgsqlDbType.Bigint),
            Column.Of(instants, NpgsqlDbType.TimestampTz),
            Column.Of(kinds, NpgsqlDbType.Text),
            Column.Of(bodies, NpgsqlDbType.Json),
            Column.Of(actors, NpgsqlDbType.Text),
            Column.Of(commands, NpgsqlDbType.Uuid),
        },
    };

    /// <summary>Which of the rows filled in last are stored already.</summary>
    public NpgsqlCommand FindStored(NpgsqlConnection connection) => new(
        "select j.grain, j.version from unnest($1::text[], $2::bigint[]) as asked (grain, version) join journal j using (grain, version)", connection)
    {
        Parameters = { Column.Of(grains, NpgsqlDbType.Text), Column.Of(versions, NpgsqlDbType.Bigint) },
    };

    public void Fill(JournalBatch batch)
    {
        Clear();
        foreach (var append in batch.Appends)
        {
            for (var i = 0; i < append.Entries.Count; i++)
            {
                var entry = append.Entries[i];
                grains.Add(append.Session.Grain);
                versions.Add(entry.Version);
                instants.Add(entry.At.UtcDateTime);
                kinds.Add(entry.Kind);
                bodies.Add(entry.Body);
                actors.Add(entry.Actor);
                commands.Add(entry.Command);
            }
        }
    }

    private void Clear()
    {
        grains.Clear();
        versions.Clear();
        instants.Clear();
        kinds.Clear();
        bodies.Clear();
        actors.Clear();
        commands.Clear();
    }
}
