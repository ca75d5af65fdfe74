using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Snapshots in the service's one database, for a process that stands alone. On PostgreSQL the rows are those that a cluster reads too. Few grains ever come to a snapshot, so which have one is asked once, and the rest wake without a look.
/// </summary>
internal sealed class SnapshotTable(IStore store, Database database, TimeProvider clock, IOptions<ClusterOptions> cluster) : IGrainStorage
{
    private const string Select = "select body, version from grain_state where service = @service and kind = @kind and key_text = @grain and key_0 = 0 and key_1 = 0";

    private const string Insert =
        """
        insert into grain_state (service, kind, key_0, key_1, key_text, body, changed_at, version)
        values (@service, @kind, 0, 0, @grain, @body, @now, 1) on conflict do nothing
        """;

    private const string Update =
        """
        update grain_state set body = @body, changed_at = @now, version = version + 1
        where service = @service and kind = @kind and key_text = @grain and key_0 = 0 and key_1 = 0 and version = @version
        """;

    private const string Delete =
        "delete from grain_state where service = @service and kind = @kind and key_text = @grain and key_0 = 0 and key_1 = 0 and version = @version";

    private const string SelectKeys = "select kind, key_text from grain_state where service = @service and key_0 = 0 and key_1 = 0";

    private readonly ConcurrentDictionary<(string Kind, string Grain), bool> stored = new();
    private volatile Task? listing;

    private string Service => cluster.Value.ServiceId;

    /// <summary>
    /// What is not JSON counts as empty, and is replaced by the next write. So does what another process has written since this one began: the journal
    /// is whole without it.
    /// </summary>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (IsListed() && !stored.ContainsKey((stateName, grainId.Key.ToString()!)))
        {
            (grainState.ETag, grainState.RecordExists, grainState.State) = (null, false, default);
            return;
        }

        var (body, version) = await Read((stateName, grainId.Key.ToString()!), CancellationToken.None);
        grainState.RecordExists = version > 0;
        grainState.ETag = version > 0 ? version.ToString(CultureInfo.InvariantCulture) : null;
        grainState.State = body is null ? default : SnapshotSerializer.Read<T>(body);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = VersionOf(grainState.ETag);
        await Change(
            expected == 0 ? Insert : Update, stateName, grainId, grainState.ETag,
            ("body", SnapshotSerializer.Write(grainState.State)), ("now", database.Instant(clock.GetUtcNow())), ("version", expected));
        stored[(stateName, grainId.Key.ToString()!)] = true;
        grainState.ETag = (expected + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (VersionOf(grainState.ETag) is var expected and > 0) await Change(Delete, stateName, grainId, grainState.ETag, ("version", expected));
        (grainState.ETag, grainState.RecordExists, grainState.State) = (null, false, default);
    }

    private Task<(byte[]? Body, int Version)> Read((string Kind, string Grain) key, CancellationToken cancellationToken) => store.Read<(byte[]? Body, int Version)>(
        async (connection, token) =>
        {
            await using var command = connection.Command(Select, Key(key.Kind, key.Grain));
            await using var row = await command.ExecuteReaderAsync(token);
            return await row.ReadAsync(token) ? (Body(row, 0), row.GetInt32(1)) : default;
        },
        cancellationToken);

    /// <summary>Whether it is known of each grain that it has one. Until then, and where the list cannot be read, each is looked for. Listing twice at once does no harm.</summary>
    private bool IsListed()
    {
        if (listing is null or { IsFaulted: true }) listing = Task.Run(List);
        return listing.IsCompletedSuccessfully;
    }

    private async Task List()
    {
        var keys = await store.Read(
            async (connection, token) =>
            {
                await using var command = connection.Command(SelectKeys, ("service", Service));
                return await command.Rows(row => (row.GetString(0), row.GetString(1)), token);
            },
            CancellationToken.None);
        foreach (var key in keys) stored[key] = true;
    }

    private async Task Change(string sql, string kind, GrainId grain, string? eTag, params (string Name, object Value)[] parameters)
    {
        var changed = 0;
        async Task Run(DbConnection connection, DbTransaction transaction, CancellationToken token)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            foreach (var (name, value) in Key(kind, grain.Key.ToString()!)) command.Add(name, value);
            foreach (var (name, value) in parameters) command.Add(name, value);
            changed = await command.ExecuteNonQueryAsync(token);
        }

        await store.Write(Run, CancellationToken.None);
        if (changed == 0) throw new InconsistentStateException($"The snapshot of {grain} is not the one that was read.", "another", eTag);
    }

    private (string Name, object? Value)[] Key(string kind, string grain) => [("service", Service), ("kind", kind), ("grain", grain)];

    private static int VersionOf(string? eTag) => eTag is null ? 0 : int.Parse(eTag, CultureInfo.InvariantCulture);

    private static byte[]? Body(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
