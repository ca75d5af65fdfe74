using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Scenarios;
using OutreachSilo.Common;
using OutreachSilo.EndToEnd;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>The service as it is run, a process of its own with its default limits, asked over loopback: L-http.</summary>
internal sealed class ServedSilo : IAsyncDisposable
{
    private readonly BenchmarkContext context;
    private readonly StorageProvider provider;
    private readonly CorePlace place;
    private readonly SiloProcess process;

    private ServedSilo(BenchmarkContext context, StorageProvider provider, CorePlace place, SiloProcess process)
    {
        (this.context, this.provider, this.place, this.process) = (context, provider, place, process);
        Tickets = new Tickets(place.Folder, place.ConnectionString);
        Use = new ProcessUse(process.Id);
    }

    public Uri Address => process.Address;

    /// <summary>Sign-in cookies; they hold for five minutes, then the service would look the accounts up.</summary>
    public Tickets Tickets { get; }

    public ProcessUse Use { get; }

    /// <summary>Of its database; null on SQLite.</summary>
    public string? ConnectionString => place.ConnectionString;

    /// <param name="seed">Puts the weeks into the journal before the service starts.</param>
    public static async Task<ServedSilo> Start(BenchmarkContext context, StorageProvider provider, Func<IJournal, Task> seed)
    {
        var core = await CoreSilo.Start(context, provider);
        await seed(core.Journal);
        var left = await core.Leave();
        return new ServedSilo(context, provider, left, await SiloProcess.Start(left.Environment));
    }

    /// <summary>Stops it as Ctrl+C does, then counts what the journal holds of one kind of change. The data go.</summary>
    public async Task<long> StopAndCount(string kind)
    {
        if (await process.Stop() != 0) throw new VoidRunException($"The service did not stop in good order:\n{process.Output}");
        await using var core = await CoreSilo.Start(context, provider, place);
        return await core.Rows(kind);
    }

    public async ValueTask DisposeAsync()
    {
        if (process.Output is { Length: > 0 } output) context.Tell($"The service said:\n{output[..Math.Min(output.Length, 2_000)]}");
        await process.DisposeAsync();
        if (Directory.Exists(place.Folder)) Directory.Delete(place.Folder, recursive: true);
    }
}
