using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace OutreachSilo.Storage;

/// <summary>Orleans grain storage in the SQLite file; writes go through its one writer, between two batches of the journal.</summary>
internal sealed class SqliteGrainStorage(
    IStore store, IGrainStorageSerializer serializer, TimeProvider clock, IOptions<ClusterOptions> cluster) : IGrainStorage
{
    private const string Row = "service = @service and kind = @kind and key_0 = 0 and key_1 = 0 and key_text = @grain";

    private const string Insert =
        """
        insert into grain_state (service, kind, key_0, key_1, key_text, body, changed_at, version)
        values (@service, @kind, 0, 0, @grain, @body, @now, 1) on conflict do nothing
        """;

    private const string Update =
        $"update grain_state set body = @body, changed_at = @now, version = version + 1 where {Row} and version = @version";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => store.Read(
        async (connection, cancellationToken) =>
        {
            await using var command = Command(connection, $"select body, version from grain_state where {Row}", stateName, grainId);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            grainState.RecordExists = await row.ReadAsync(cancellationToken);
            grainState.ETag = grainState.RecordExists ? row.GetInt64(1).ToString(CultureInfo.InvariantCulture) : null;
            grainState.State = grainState.RecordExists ? serializer.Deserialize<T>(new BinaryData(row.GetFieldValue<byte[]>(0))) : default!;
            return grainState.RecordExists;
        },
        CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var body = serializer.Serialize(grainState.State).ToArray();
        var microseconds = (clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        await Change(grainState.ETag is null ? Insert : Update, stateName, grainId, grainState, ("body", body), ("now", microseconds));
        grainState.ETag = (VersionOf(grainState) + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        const string Delete = $"delete from grain_state where {Row} and version = @version";
        if (grainState.ETag is not null) await Change(Delete, stateName, grainId, grainState);
        (grainState.ETag, grainState.RecordExists, grainState.State) = (null, false, default!);
    }

    private async Task Change<T>(
        string sql, string kind, GrainId grain, IGrainState<T> state, params (string Name, object Value)[] parameters)
    {
        var changed = 0;
        await store.Write(
            async (connection, transaction, cancellationToken) =>
            {
                await using var command = Command(connection, sql, kind, grain, [("version", VersionOf(state)), .. parameters]);
                command.Transaction = transaction;
                changed = await command.ExecuteNonQueryAsync(cancellationToken);
            },
            CancellationToken.None);
        if (changed == 0) throw new InconsistentStateException($"Another state of {grain} had been stored.", "another", state.ETag!);
    }

    private DbCommand Command(
        DbConnection connection, string sql, string kind, GrainId grain, params (string Name, object Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters) command.Add(name, value);
        command.Add("service", cluster.Value.ServiceId);
        command.Add("kind", kind);
        command.Add("grain", grain.Key.ToString()!);
        return command;
    }

    private static long VersionOf<T>(IGrainState<T> state) => state.ETag is { } tag ? long.Parse(tag, CultureInfo.InvariantCulture) : 0;
}
