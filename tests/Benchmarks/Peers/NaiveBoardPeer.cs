using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Live;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>P5: the whole board as JSON to everyone on every booking, as one would first write it. It stores nothing.</summary>
internal static class NaiveBoardPeer
{
    public static WebApplication Build(WebApplicationBuilder builder, int count)
    {
        builder.Services.AddSignalR();
        var app = builder.Build();
        var gate = new Lock();
        var (rows, version) = (Enumerable.Range(0, count).Select(Row).ToArray(), 0L);
        app.MapHub<BoardHub>("/hubs/live");
        app.MapPost("/p5/{id:int}/bookings", async (int id, IHubContext<BoardHub> hub) =>
        {
            await hub.Clients.All.SendAsync("board", Book(id));
            return TypedResults.Ok();
        });
        return app;

        object Book(int id)
        {
            lock (gate)
            {
                ref var row = ref rows[id - 1];
                row = row with { Held = row.Held + 1, Free = row.Free - 1, Version = row.Version + 1 };
                return new { to = ++version, rows = rows.ToArray() };
            }
        }
    }

    /// <summary>As long as ours are.</summary>
    private static BoardRowJson Row(int number)
    {
        var monday = new DateOnly(2030, 1, 7);
        var opens = new DateTimeOffset(2029, 10, 1, 8, 0, 0, TimeSpan.Zero);
        return new BoardRowJson(
            $"K{number:00000}/{monday:yyyy-MM-dd}", $"Practice K{number:00000}", "U00001", "Marsh PCN", monday, 1023,
            1_000_000_000, 1_000_000_000, 0, 0,
            0, 0, opens, opens, opens.AddYears(2), Stopped: false, 1, 52, 1, "IP1 1AA");
    }

    private sealed class BoardHub : Hub;
}
