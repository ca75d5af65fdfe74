using System.Diagnostics;
using System.Globalization;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>A peer that serves HTTP, in a process of its own so that its garbage and threads are not ours: this program started again.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    public const string Ready = "ready";

    private readonly Process process;

    private PeerProcess(Process process, Uri address)
    {
        (this.process, Address) = (process, address);
        Use = new ProcessUse(process.Id);
    }

    public Uri Address { get; }

    public ProcessUse Use { get; }

    /// <param name="arguments">As <see cref="PeerCommand"/> takes them, without the address.</param>
    public static async Task<PeerProcess> Start(params string[] arguments)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Next()}/"));
        var start = new ProcessStartInfo("dotnet", [typeof(PeerProcess).Assembly.Location, PeerCommand.Word, address.ToString(), .. arguments]) { UseShellExecute = false };
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        var peer = new PeerProcess(Process.Start(start)!, address);
        while (await peer.process.StandardOutput.ReadLineAsync() is { } line)
            if (line == Ready) return peer;
        await peer.DisposeAsync();
        throw new InvalidOperationException($"The peer {arguments[0]} did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
