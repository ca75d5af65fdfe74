using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>A peer that serves HTTP in a process of its own, with its own garbage and threads: this program started again.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    /// <summary>The hidden command: <c>peer ADDRESS bookings CONNECTION</c> or <c>peer ADDRESS board ROWS</c>.</summary>
    public const string Command = "peer";

    private const string Ready = "ready";

    private readonly Process process;

    private PeerProcess(Process process, Uri address) => (this.process, Address, Usage) = (process, address, new ProcessUsage(process.Id));

    public Uri Address { get; }

    public ProcessUsage Usage { get; }

    /// <param name="arguments">As the hidden command takes them, without the address.</param>
    public static async Task<PeerProcess> Start(params string[] arguments)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        var start = new ProcessStartInfo("dotnet", [typeof(PeerProcess).Assembly.Location, Command, address.ToString(), .. arguments])
        { UseShellExecute = false };
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        var peer = new PeerProcess(Process.Start(start)!, address);
        while (await peer.process.StandardOutput.ReadLineAsync() is { } line)
            if (line == Ready) return peer;
        await peer.DisposeAsync();
        throw new InvalidOperationException($"The peer {arguments[0]} did not start.");
    }

    /// <summary>The other end: serves until its standard input is closed.</summary>
    public static async Task<int> Serve(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(arguments[0]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        await using var app = arguments[1] == "board"
            ? NaiveBoardPeer.Build(builder, int.Parse(arguments[2], CultureInfo.InvariantCulture))
            : BookingPeers.Build(builder, arguments[2]);
        await app.StartAsync();
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
