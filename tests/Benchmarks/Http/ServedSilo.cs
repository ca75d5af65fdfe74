namespace OutreachSilo.Benchmarks.Http;

/// <summary>The service as it is run: a process of its own with its default limits, called over loopback.</summary>
internal sealed class ServedSilo : IAsyncDisposable
{
    private const int OutputShown = 2_000;

    private readonly BenchmarkContext context;
    private readonly ServiceData data;
    private readonly SiloProcess process;

    private ServedSilo(BenchmarkContext context, ServiceData data, SiloProcess process)
    {
        (this.context, this.data, this.process) = (context, data, process);
        Tickets = data.Tickets();
        Usage = new ProcessUsage(process.Id);
    }

    public Uri Address => process.Address;

    /// <summary>Makes sign-in cookies; they hold for five minutes, then the service would look the accounts up.</summary>
    public Tickets Tickets { get; }

    public ProcessUsage Usage { get; }

    /// <param name="seed">Writes weeks to the journal before the service starts.</param>
    public static async Task<ServedSilo> Start(BenchmarkContext context, StorageProvider provider, Func<IJournal, Task> seed)
    {
        var made = await ServiceData.Create(context, provider);
        await using (var silo = await InProcessSilo.Start(made)) await seed(silo.Journal);
        return new ServedSilo(context, made, await SiloProcess.Start(made.Environment));
    }

    /// <summary>Stops it as Ctrl+C does, then compares what was acknowledged with what the journal holds.</summary>
    /// <param name="unknown">Bookings that were never answered.</param>
    public async Task StopAndVerify(long acknowledged, long unknown = 0)
    {
        if (await process.Stop() != 0) throw new VoidRunException($"The service failed to stop:\n{process.Output}");
        await using var silo = await InProcessSilo.Start(data);
        await silo.VerifyBookings(acknowledged, unknown);
    }

    public async ValueTask DisposeAsync()
    {
        if (process.Output is { Length: > 0 } output) context.Tell($"The service wrote:\n{output[..Math.Min(output.Length, OutputShown)]}");
        await process.DisposeAsync();
        data.Dispose();
    }
}
