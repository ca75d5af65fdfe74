using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;
using OutreachSilo.Clustering;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Live;

namespace OutreachSilo.Storage;

/// <summary>The storage in a host of its own, as the service and its commands run it.</summary>
internal sealed class RunningStorage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost host;

    private RunningStorage(IHost host) => this.host = host;

    public IJournal Journal => host.Services.GetRequiredService<IJournal>();

    public IJournalScan Scan => host.Services.GetRequiredService<IJournalScan>();

    public IRecordHistory History => host.Services.GetRequiredService<IRecordHistory>();

    public IBoardStore Boards => host.Services.GetRequiredService<IBoardStore>();

    public ITexts Texts => host.Services.GetRequiredService<ITexts>();

    public IStore Store => host.Services.GetRequiredService<IStore>();

    public Database Database => host.Services.GetRequiredService<Database>();

    /// <summary>Only where the storage was started with grains.</summary>
    public IGrainStorage Snapshots => host.Services.GetRequiredKeyedService<IGrainStorage>(Snapshot.Storage);

    public StorageMeter Meter => host.Services.GetRequiredService<StorageMeter>();

    public JournalWriter Writer => host.Services.GetRequiredService<Store>().Writer;

    public static Task<RunningStorage> Start(TestDatabase database, params (string Key, string Value)[] settings) => Start(database, builder => { }, settings);

    /// <summary>With a silo beside it, as the service has.</summary>
    public static Task<RunningStorage> StartWithSilo(TestDatabase database) => Start(database, builder => builder.AddOutreachSilo().AddOutreachGrains());

    private static async Task<RunningStorage> Start(TestDatabase database, Action<HostApplicationBuilder> add, params (string Key, string Value)[] settings)
    {
        var all = await database.Settings();
        foreach (var (key, value) in settings) all[key] = value;
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(all);
        builder.AddOutreachStorage();
        builder.Services.AddSingleton(ChangeCatalog.Aggregates).AddSingleton<HistoryWords>();
        add(builder);
        var built = builder.Build();
        try
        {
            await built.StartAsync();
            return new RunningStorage(built);
        }
        catch
        {
            built.Dispose();
            throw;
        }
    }

    /// <summary>Stops the writer between two batches until the result is disposed; what is queued meanwhile forms one batch.</summary>
    public async Task<HeldWriter> HoldWriter()
    {
        var held = new HeldWriter();
        held.Written = Store.Write((_, _, _) => held.Enter(), CancellationToken.None);
        await held.Entered;
        return held;
    }

    public Task<ImmutableArray<JournalEntry>> Read(string grain) => Journal.Read(grain, 0, CancellationToken.None);

    public Task Execute(string sql) => Store.Write(
        async (connection, transaction, token) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(token);
        },
        CancellationToken.None);

    /// <summary>Where the two databases differ.</summary>
    public Task Execute(string sqlite, string postgreSql) => Execute(Store.Provider == StorageProvider.Sqlite ? sqlite : postgreSql);

    public Task<object?> Scalar(string sql) => Store.Read(
        async (connection, token) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync(token);
        },
        CancellationToken.None);

    public async Task<HealthStatus> Health() => (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    /// <summary>May be asked for again, as a host may be.</summary>
    public Task Stop() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await Stop();
        host.Dispose();
    }

    /// <summary>Waits for a condition that another thread or process brings about.</summary>
    public static async Task Until(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
    }
}

/// <summary>A writer that stands still.</summary>
internal sealed class HeldWriter : IAsyncDisposable
{
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => entered.Task;

    public Task Written { get; set; } = Task.CompletedTask;

    public Task Enter()
    {
        entered.SetResult();
        return released.Task;
    }

    public async Task Release()
    {
        released.TrySetResult();
        await Written;
    }

    public async ValueTask DisposeAsync() => await Release();
}
