using System.CommandLine;

namespace OutreachSilo.Commands;

/// <summary><c>health</c>: asks the service on this machine whether it is ready, for containers, which have no other program to ask with.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(3);

    public static Command Create(string[] settings)
    {
        var health = new Command("health", "Check that the service on this machine is ready (exit status 0)");
        health.SetAction((_, cancel) => Ask(AddressOf(settings), Console.Out, cancel));
        return health;
    }

    /// <summary>The first address the service serves at, as this machine reaches it.</summary>
    internal static Uri AddressOf(string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables().AddCommandLine(settings).Build();
        var urls = configuration["urls"] is { Length: > 0 } given ? given : ServeSettings.DefaultAddress;
        var address = BindingAddress.Parse(urls.Split(';', StringSplitOptions.RemoveEmptyEntries)[0]);
        var host = address.Host is "+" or "*" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new UriBuilder(address.Scheme, host, address.Port, "/health/ready").Uri;
    }

    private static async Task<int> Ask(Uri ready, TextWriter output, CancellationToken cancel)
    {
        using var client = new HttpClient { Timeout = AnswerTimeout };
        try
        {
            using var answer = await client.GetAsync(ready, cancel);
            await output.WriteLineAsync(answer.IsSuccessStatusCode ? "Ready." : $"Not ready: {(int)answer.StatusCode} from {ready}.");
            return answer.IsSuccessStatusCode ? ExitStatus.Done : ExitStatus.Failed;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            await output.WriteLineAsync($"No answer from {ready}: {failure.Message}");
            return ExitStatus.Failed;
        }
    }
}
