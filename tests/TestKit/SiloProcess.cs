using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OutreachSilo.TestKit;

/// <summary>The built Silo as a process of its own, to be asked over HTTP and killed.</summary>
public sealed class SiloProcess : IAsyncDisposable
{
    /// <summary>How long a start may take is the machine's affair; tests that promise something about it measure it themselves.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(50);

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly SemaphoreSlim grown = new(0);

    private SiloProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it serves, for example <c>http://127.0.0.1:41234/</c>.</summary>
    public Uri Address { get; }

    public int Id => process.Id;

    /// <summary>Everything written to standard output and error so far.</summary>
    public string Output
    {
        get { lock (output) return output.ToString(); }
    }

    /// <summary>Starts it as a server and waits until the readiness address answers with success.</summary>
    /// <param name="environment">Settings, for example <c>Storage__DataFolder</c>.</param>
    /// <param name="port">0 for a free one.</param>
    public static async Task<SiloProcess> Start(
        IReadOnlyDictionary<string, string> environment, IEnumerable<string>? arguments = null, string readiness = "/health/ready", int port = 0)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{(port == 0 ? FreePort.Next() : port)}/"));
        var settings = new Dictionary<string, string>(environment) { ["Urls"] = address.ToString() };
        var silo = Launch(settings, arguments ?? [], address);
        try
        {
            await silo.WaitUntilReady(readiness);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command of the executable, for example <c>import practices FILE</c>, to its end.</summary>
    public static async Task<(int ExitStatus, string Output)> Run(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var silo = Launch(environment, arguments, new Uri("http://127.0.0.1/"));
        await silo.process.WaitForExitAsync();
        return (silo.process.ExitCode, silo.Output);
    }

    /// <summary>Waits until its output holds a text. One caller at a time.</summary>
    public async Task Says(string text, CancellationToken cancellationToken)
    {
        while (!Output.Contains(text, StringComparison.Ordinal)) await grown.WaitAsync(cancellationToken);
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task Kill()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as Ctrl+C does, and waits for it. The exit status.</summary>
    public async Task<int> Stop()
    {
        await Signal("TERM");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>It runs no further instruction and keeps its connections, as a machine that hangs; until <see cref="Continue"/>.</summary>
    public Task Freeze() => Signal("STOP");

    public Task Continue() => Signal("CONT");

    public bool HasEnded => process.HasExited;

    /// <summary>Waits for it to end by itself. The exit status.</summary>
    /// <exception cref="OperationCanceledException">It did not.</exception>
    public async Task<int> Ended(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    /// <summary>Starts it with these settings as they are, and does not wait.</summary>
    public static SiloProcess Launch(IReadOnlyDictionary<string, string> environment) => Launch(environment, [], new Uri("http://127.0.0.1/"));

    public async ValueTask DisposeAsync()
    {
        await Kill();
        process.Dispose();
    }

    private static SiloProcess Launch(IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments, Uri address)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(RepositoryPaths.SiloAssembly);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.WorkingDirectory = Path.Combine(RepositoryPaths.Root, "Silo");
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var child = new Process { StartInfo = start };
        var silo = new SiloProcess(child, address);
        child.OutputDataReceived += (_, line) => silo.Keep(line.Data);
        child.ErrorDataReceived += (_, line) => silo.Keep(line.Data);
        child.Start();
        child.StandardInput.Close();
        child.BeginOutputReadLine();
        child.BeginErrorReadLine();
        return silo;
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private async Task WaitUntilReady(string readiness)
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < StartPatience)
        {
            if (process.HasExited)
            {
                await process.WaitForExitAsync();
                throw new InvalidOperationException($"The silo ended with {process.ExitCode} before it was ready:\n{Output}");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri(readiness, UriKind.Relative));
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception failure) when (failure is HttpRequestException or SocketException or TaskCanceledException)
            {
                // not listening yet
            }

            await Task.Delay(AskAgainAfter);
        }

        throw new TimeoutException($"The silo was not ready within {StartPatience.TotalSeconds:0} s:\n{Output}");
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
        grown.Release();
    }
}
