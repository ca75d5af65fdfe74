using System.Text.Json;
using OutreachSilo.Storage;

namespace OutreachSilo.Practices;

/// <summary>Facts from outside that no grain owns, kept as rows (kind, code): postcode districts and Primary Care Networks.</summary>
internal sealed class ReferenceData(IStore store)
{
    public const string OutcodeKind = "outcode";
    public const string PcnKind = "pcn";

    private const int RowsPerWrite = 500;

    private long revision;

    /// <summary>Grows with every change made through this object: whoever keeps a copy sees that it is old.</summary>
    public long Revision => Interlocked.Read(ref revision);

    public async Task<IReadOnlyDictionary<string, GeoPoint>> Outcodes(CancellationToken cancellationToken)
    {
        var outcodes = new Dictionary<string, GeoPoint>(StringComparer.Ordinal);
        foreach (var (code, body) in await Rows(OutcodeKind, cancellationToken))
        {
            using var document = JsonDocument.Parse(body);
            outcodes[code] = new GeoPoint(document.RootElement.GetProperty("lat").GetDouble(), document.RootElement.GetProperty("lon").GetDouble());
        }

        return outcodes;
    }

    public static string OutcodeBody(GeoPoint position) => JsonSerializer.Serialize(new { lat = position.Latitude, lon = position.Longitude });

    public Task<IReadOnlyDictionary<string, string>> Rows(string kind, CancellationToken cancellationToken) => store.Read<IReadOnlyDictionary<string, string>>(
        async (connection, cancel) =>
        {
            var rows = new Dictionary<string, string>(StringComparer.Ordinal);
            await using var command = connection.CreateCommand();
            command.CommandText = "select code, body from reference where kind = @kind";
            command.Add("@kind", kind);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel)) rows[reader.GetString(0)] = reader.GetString(1);
            return rows;
        },
        cancellationToken);

    /// <summary>Adds or replaces rows, a part at a time; a fault leaves whole parts, and a repeat completes them.</summary>
    public async Task Write(string kind, IReadOnlyCollection<KeyValuePair<string, string>> rows, CancellationToken cancellationToken)
    {
        foreach (var part in rows.Chunk(RowsPerWrite))
        {
            await store.Write(
                async (connection, transaction, cancel) =>
                {
                    await using var command = connection.CreateCommand();
                    command.Transaction = transaction;
                    // SQLite keeps JSON as text; PostgreSQL wants to be told that the text is JSON.
                    var json = store.Provider == StorageProvider.PostgreSql ? "cast(@body as json)" : "@body";
                    command.CommandText = $"insert into reference (kind, code, body) values (@kind, @code, {json}) on conflict (kind, code) do update set body = excluded.body";
                    command.Add("@kind", kind);
                    command.Add("@code", "");
                    command.Add("@body", "");
                    foreach (var row in part)
                    {
                        (command.Parameters["@code"].Value, command.Parameters["@body"].Value) = (row.Key, row.Value);
                        await command.ExecuteNonQueryAsync(cancel);
                    }
                },
                cancellationToken);
            Interlocked.Increment(ref revision);
        }
    }
}
