using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Orleans.Runtime;
using Orleans.Storage;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>P6's storage: one row of JSON a grain in PostgreSQL, guarded by its version.</summary>
internal sealed class NaiveStorage(NpgsqlDataSource source) : IGrainStorage
{
    public static async Task<NaiveStorage> Create(string connection)
    {
        var source = NpgsqlDataSource.Create(connection + ";Max Auto Prepare=10");
        await using var command = source.CreateCommand("create table naive (grain text primary key, version bigint not null, body jsonb not null)");
        await command.ExecuteNonQueryAsync();
        return new NaiveStorage(source);
    }

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await using var command = source.CreateCommand("select version, body from naive where grain = $1");
        command.Parameters.AddWithValue(grainId.ToString());
        await using var row = await command.ExecuteReaderAsync();
        grainState.RecordExists = await row.ReadAsync();
        if (!grainState.RecordExists) return;
        grainState.ETag = row.GetInt64(0).ToString(CultureInfo.InvariantCulture);
        grainState.State = JsonSerializer.Deserialize<T>(row.GetString(1))!;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var version = grainState.ETag is { } tag ? long.Parse(tag, CultureInfo.InvariantCulture) : 0;
        await using var command = source.CreateCommand(
            "insert into naive (grain, version, body) values ($1, $2 + 1, $3) on conflict (grain) do update set version = excluded.version, body = excluded.body where naive.version = $2");
        command.Parameters.AddWithValue(grainId.ToString());
        command.Parameters.AddWithValue(version);
        command.Parameters.AddWithValue(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(grainState.State));
        if (await command.ExecuteNonQueryAsync() == 0) throw new InconsistentStateException("Another wrote first.");
        grainState.ETag = (version + 1).ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException("Nothing clears it.");
}
