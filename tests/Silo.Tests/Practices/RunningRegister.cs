using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Clustering;
using OutreachSilo.Common;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.Practices;

/// <summary>Storage, grains and the register in a host of their own, as the commands run them, on a clock that stands still.</summary>
internal sealed class RunningRegister : IAsyncDisposable
{
    private readonly IHost host;
    private readonly TestDatabase database;
    private readonly string folder = Directory.CreateTempSubdirectory("register").FullName;

    private RunningRegister(IHost running, TestDatabase database, ManualTime clock) => (host, this.database, Clock) = (running, database, clock);

    /// <summary>Starts at noon on 22 November 2026.</summary>
    public ManualTime Clock { get; }

    public IPracticeDirectory List => host.Services.GetRequiredService<IPracticeDirectory>();

    public IJournalScan Scan => host.Services.GetRequiredService<IJournalScan>();

    public IStore Store => host.Services.GetRequiredService<IStore>();

    public static async Task<RunningRegister> Start(TestDatabase database)
    {
        var clock = new ManualTime(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(await database.Settings());
        builder.Services.AddLogging();
        builder.AddOutreachStorage();
        builder.AddOutreachGrains();
        builder.AddOutreachPractices();
        builder.AddOutreachSilo();
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)).LeaveUpkeepToTheMachinesClock();
        var running = builder.Build();
        await running.StartAsync();
        return new RunningRegister(running, database, clock);
    }

    public IPracticeGrain Practice(string odsCode) => host.Services.GetRequiredService<PracticeByCode>()(odsCode);

    public Task<ImportReport> Practices(params string[] lines) => Practices(PracticeLines.File(lines));

    public async Task<ImportReport> Practices(byte[] bytes) => await PracticesFrom(await Save(bytes));

    public Task<ImportReport> PracticesFrom(string path) => host.Services.GetRequiredService<PracticeImport>().Run(path, NoProgress.Instance, CancellationToken.None);

    public Task<ImportReport> PcnsFrom(params string[] paths) => host.Services.GetRequiredService<PcnImport>().Run(paths, NoProgress.Instance, CancellationToken.None);

    public async Task<ImportReport> Pcns(params string[] lines) => await PcnsFrom(await Save(PracticeLines.File(lines)));

    public Task<ImportReport> OutcodesFrom(string path) => host.Services.GetRequiredService<OutcodeImport>().Run(path, NoProgress.Instance, CancellationToken.None);

    public async Task<ImportReport> Outcodes(params string[] lines) => await OutcodesFrom(await Save(PracticeLines.File(["outcode,lat,lon,live_postcodes", .. lines])));

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Directory.Delete(folder, recursive: true);
        await database.DisposeAsync();
    }

    private async Task<string> Save(byte[] bytes)
    {
        var path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }
}
