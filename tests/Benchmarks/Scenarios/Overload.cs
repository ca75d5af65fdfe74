namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B10. Bookings arrive at five times the measured peak, over more connections than the service lets in; then at half the peak. What the
/// generator could offer on this machine is reported.
/// </summary>
internal sealed class Overload() : Scenario(
    "b10", "overload: five times the measured peak for 60 s, then normal, over HTTP",
    new Metric("b10", "goodput under overload", "bookings/s", Goal.AtLeast(0.8, 0.6, "peak")),
    new Metric("b10-refusals", "a refusal, p50", "ms", Goal.AtMost(50)),
    new Metric("b10-recovery", "until bookings are as fast as before", "s", Goal.AtMost(3)))
{
    private const int Connections = 8_000;
    private const double NormalShare = 0.5;

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        await using var silo = await ServedSilo.Start(context, database, HttpRequests.PublishWeeks);
        using var crowd = await HttpConnections.Open(silo.Address, Connections);
        var book = HttpRequests.BookAnyWeek(silo.Tickets, context.Quick ? 10_000 : 30_000);
        var steady = new ClosedLoop(Stampede.Connections, number => crowd.MustGet(201, book, number));
        await steady.Run(context.WarmUp);
        var peak = (await steady.Run(context.RunTime)).PerSecond;

        var loop = new OpenLoop(crowd, book, steady.Done);
        var normal = await loop.Run(peak * NormalShare, context.RunTime / 2);
        await loop.Drain();
        var overload = await loop.Run(peak * 5, context.Quick ? context.RunTime : TimeSpan.FromSeconds(60));
        var after = await loop.Run(peak * NormalShare, context.RunTime / 2);
        await loop.Drain();
        if ((normal.Unexpected ?? overload.Unexpected ?? after.Unexpected) is { } status)
            throw new VoidRunException($"A booking got {status}.");
        await silo.StopAndVerify(crowd.Count(201), loop.Unknown);
        return
        [
            new Line(Metrics[0], database, overload.Goodput)
            {
                P50us = overload.Done.P50us,
                P99us = overload.Done.P99us,
                Peers = { ["peak"] = peak },
                Ratios = { ["peak"] = overload.Goodput / peak },
                Also = { ["offeredPerSecond"] = overload.OfferedPerSecond, ["refused"] = overload.Refused.Count },
            },
            new Line(Metrics[1], database, overload.Refused.P50us / 1_000) { P99us = overload.Refused.P99us },
            new Line(Metrics[2], database, after.UntilNormal(2 * normal.Done.P99us).TotalSeconds),
        ];
    }
}
