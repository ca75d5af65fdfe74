using System.Diagnostics;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Viewers;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B0 over the door: what an HTTP call that does nothing costs, and one push to one connection.</summary>
internal sealed class DoorCalibration : IScenario
{
    private const int Connections = 256;
    /// <summary>So many that none of them comes near the limit of one account.</summary>
    private const int Readers = 10_000;
    private const int Viewers = 1_000;
    private const int BookingsPerSecond = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "b0-door";

    public string What => "calibration: loopback HTTP calls, signed-in reads, hub sends";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        await using var silo = await ServedSilo.Start(
            context, context.Databases[0], journal => Weeks.Publish(journal, Enumerable.Range(0, PacedBookings.Lanes).Select(number => Weeks.Id(number, PacedBookings.Lanes)), 1_000_000_000));
        using var connections = await HttpConnections.Open(silo.Address, Connections);
        return
        [
            await Calls(context, silo, connections, "b0-http", "HTTP call that does nothing", HttpRequests.Get("/health/live")),
            await Calls(context, silo, connections, "b0-http-signed-in", "HTTP read by somebody who is signed in", HttpRequests.Get("/api/v1/me", silo.Tickets, Readers)),
            await Sends(context, silo),
        ];
    }

    private static async Task<Line> Calls(BenchmarkContext context, ServedSilo silo, HttpConnections connections, string scenario, string what, WriteRequest request)
    {
        await Load.Run(Connections, context.WarmUp / 3, 0, Ask);
        var cpu = silo.Use.Cpu;
        var (stretch, _) = await Load.Run(Connections, context.Stretch / 2, 0, Ask);
        cpu = silo.Use.Cpu - cpu;
        context.Tell($"{what}: {stretch}, {cpu.TotalMicroseconds / stretch.Done:0.0} µs CPU of the server");
        return new Line(scenario, what, stretch.PerSecond, "calls/s")
        {
            P50us = stretch.P50,
            P99us = stretch.P99,
            Also = { ["serverCpuMicroseconds"] = cpu.TotalMicroseconds / stretch.Done, ["generatorCpuMicroseconds"] = stretch.CpuMicroseconds },
        };

        ValueTask Ask(long number) => connections.Must(200, request, number);
    }

    /// <summary>CPU of the server with viewers less that of the same bookings without, by frames sent.</summary>
    private static async Task<Line> Sends(BenchmarkContext context, ServedSilo silo)
    {
        using var bookings = await PacedBookings.Open(silo);
        await bookings.Run(BookingsPerSecond, context.WarmUp / 3);
        var unwatched = silo.Use.Cpu;
        var made = await bookings.Run(BookingsPerSecond, context.Stretch / 2);
        unwatched = (silo.Use.Cpu - unwatched) / made;

        var board = $"live/{Weeks.Region}/Foundation";
        using var first = new BoardWatch(silo.Address, board);
        await using var audience = new Audience(Enumerable.Range(0, Viewers).Select(_ => new BoardWatch(silo.Address, board)));
        await audience.JoinAsRendered(first);
        await audience.WaitFor(_ => first.Version, Patience);
        var (cpu, frames) = (silo.Use.Cpu, audience.Deltas);
        var started = Stopwatch.GetTimestamp();
        made = await bookings.Run(BookingsPerSecond, context.Stretch / 2);
        cpu = silo.Use.Cpu - cpu - unwatched * made;
        frames = audience.Deltas - frames;
        return new Line("b0-send", "one push to one connection", cpu.TotalMicroseconds / frames, "µs CPU") { Also = { ["sendsPerSecond"] = frames / Stopwatch.GetElapsedTime(started).TotalSeconds } };
    }
}
