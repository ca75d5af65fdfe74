using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>The hidden command behind <see cref="PeerProcess"/>: <c>peer ADDRESS ef CONNECTION</c>, <c>peer ADDRESS tickets CONNECTION</c> or <c>peer ADDRESS board ROWS</c>. Ends with its standard input.</summary>
internal static class PeerCommand
{
    public const string Word = "peer";

    public static async Task<int> Run(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(arguments[0]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        await using var app = arguments[1..] switch
        {
            ["ef", var connection] => EfPeer.Build(builder, connection),
            ["tickets", var connection] => TicketPeer.Build(builder, connection),
            ["board", var rows] => NaiveBoardPeer.Build(builder, int.Parse(rows, System.Globalization.CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"There is no peer '{arguments[1]}'."),
        };
        await app.StartAsync();
        Console.WriteLine(PeerProcess.Ready);
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
