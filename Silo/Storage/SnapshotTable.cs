using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Snapshots in the service's one database, for a process that stands alone. On PostgreSQL the rows are those that a cluster reads too, and are written
/// beside the journal; SQLite has one that writes. Few grains ever come to a snapshot, so which have one is asked once, and the rest wake without a look.
/// </summary>
internal sealed class SnapshotTable(IStore store, Database database, TimeProvider clock, IOptions<ClusterOptions> cluster)
    : GroupReader<(string Kind, string Grain), (byte[]? Body, int Version)>(database), IGrainStorage
{
    private const string Select = "select body, version from grain_state where service = @service and kind = @kind and key_text = @grain and key_0 = 0 and key_1 = 0";

    private const string SelectAll =
        """
        select kind, key_text, body, version from grain_state
        where service = @service and key_0 = 0 and key_1 = 0 and (kind, key_text) in (select * from unnest(@kinds, @grains))
        """;

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
            ("body", SnapshotSerializer.Write(grainState.State)), ("now", Database.Instant(clock.GetUtcNow())), ("version", expected));
        stored[(stateName, grainId.Key.ToString()!)] = true;
        grainState.ETag = (expected + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (VersionOf(grainState.ETag) is var expected and > 0) await Change(Delete, stateName, grainId, grainState.ETag, ("version", expected));
        (grainState.ETag, grainState.RecordExists, grainState.State) = (null, false, default);
    }

    protected override async Task ReadOne(ReadLease lease, PendingRead read)
    {
        var command = lease.Command(Select);
        foreach (var (name, value) in Key(read.Key.Kind, read.Key.Grain)) command.Add(name, value);
        await using var row = await command.ExecuteReaderAsync();
        read.TrySetResult(await row.ReadAsync() ? (Body(row, 0), row.GetInt32(1)) : default);
    }

    protected override async Task ReadTogether(ReadLease lease, List<PendingRead> group)
    {
        var found = new Dictionary<(string, string), (byte[]? Body, int Version)>();
        var command = lease.Command(SelectAll);
        command.Add("service", Service);
        command.Add("kinds", group.Select(read => read.Key.Kind).ToArray());
        command.Add("grains", group.Select(read => read.Key.Grain).ToArray());
        await using (var row = await command.ExecuteReaderAsync())
            while (await row.ReadAsync()) found[(row.GetString(0), row.GetString(1))] = (Body(row, 2), row.GetInt32(3));
        foreach (var read in group) read.TrySetResult(found.GetValueOrDefault(read.Key));
    }

    /// <summary>Whether it is known of each grain that it has one. Until then, and where the list cannot be read, each is looked for. Listing twice at once does no harm.</summary>
    private bool IsListed()
    {
        if (listing is null or { IsFaulted: true }) listing = Task.Run(List);
        return listing.IsCompletedSuccessfully;
    }

    private async Task List()
    {
        await using var lease = await Database.Reader(CancellationToken.None);
        var command = lease.Command(SelectKeys);
        command.Add("service", Service);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) stored[(row.GetString(0), row.GetString(1))] = true;
    }

    private async Task Change(string sql, string kind, GrainId grain, string? eTag, params (string Name, object Value)[] parameters)
    {
        var changed = 0;
        async Task Run(DbConnection connection, DbTransaction? transaction, CancellationToken token)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            foreach (var (name, value) in Key(kind, grain.Key.ToString()!)) command.Add(name, value);
            foreach (var (name, value) in parameters) command.Add(name, value);
            changed = await command.ExecuteNonQueryAsync(token);
        }

        await using var beside = await Database.SideWriter(CancellationToken.None);
        if (beside is null) await store.Write(Run, CancellationToken.None);
        else await Run(beside, null, CancellationToken.None);
        if (changed == 0) throw new InconsistentStateException($"The snapshot of {grain} is not the one that was read.", "another", eTag);
    }

    private (string Name, object Value)[] Key(string kind, string grain) => [("service", Service), ("kind", kind), ("grain", grain)];

    private static int VersionOf(string? eTag) => eTag is null ? 0 : int.Parse(eTag, CultureInfo.InvariantCulture);

    private static byte[]? Body(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
