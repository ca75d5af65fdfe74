using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B10: bookings arrive at five times the rate that the service was measured to do, over more connections than it lets in; then at half
/// of it. What the generator could really offer on this machine is told.
/// </summary>
internal sealed class Overload : IScenario
{
    private const int Connections = 8_000;
    private const int People = 30_000;
    private const double Times = 5;
    private const double NormalShare = 0.5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "b10";

    public string What => "overload: five times the measured peak, then normal";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        await using var silo = await ServedSilo.Start(context, context.Databases[0], SustainedDoor.Publish);
        using var crowd = await HttpConnections.Open(silo.Address, Connections);
        var hold = SustainedDoor.Requests(silo, context.Quick ? People / 3 : People);

        var (_, next) = await Load.Run(SustainedDoor.Connections, context.WarmUp, 0, Held);
        (var peak, next) = await Load.Run(SustainedDoor.Connections, context.Stretch, next, Held);
        var loop = new OpenLoop(crowd, hold, next);
        var normal = await loop.Run(peak.PerSecond * NormalShare, context.Stretch / 2);
        await loop.Drain(Patience);
        var overload = await loop.Run(peak.PerSecond * Times, context.Quick ? context.Stretch : TimeSpan.FromSeconds(60));
        var after = await loop.Run(peak.PerSecond * NormalShare, context.Stretch / 2);
        await loop.Drain(Patience);

        if (new[] { normal, overload, after }.FirstOrDefault(run => run.Unexpected != 0) is { } odd) throw new VoidRunException($"A request was answered {odd.Unexpected}.");
        var acknowledged = crowd.Count(201);
        var open = loop.Open;
        var stored = await silo.StopAndCount("place-held");
        if (stored < acknowledged || stored > acknowledged + open) throw new VoidRunException($"{acknowledged} bookings were acknowledged, {open} are open, and {stored} are stored.");

        var offered = overload.Offered / overload.Took.TotalSeconds;
        var untilNormal = after.UntilNormal(2 * normal.Done.Percentile(0.99));
        context.Tell($"peak {peak.PerSecond:N0}/s; offered {offered:N0}/s (and {overload.NotOffered / overload.Took.TotalSeconds:N0}/s for which no connection was free), "
            + $"goodput {overload.Goodput:N0}/s, {overload.Refused.Count:N0} refused in p99 {overload.Refused.Percentile(0.99) / 1_000:0.0} ms, normal after {untilNormal.TotalSeconds:0.0} s");
        return
        [
            new Line("b10", "goodput under overload", overload.Goodput, "bookings/s")
            {
                P50us = overload.Done.Percentile(0.5),
                P99us = overload.Done.Percentile(0.99),
                Peers = { ["peak"] = peak.PerSecond },
                Ratios = { ["peak"] = overload.Goodput / peak.PerSecond },
                Target = { ["peak"] = 0.95 },
                Also = { ["offeredPerSecond"] = offered, ["offeredTimesPeak"] = offered / peak.PerSecond, ["refused"] = overload.Refused.Count },
            },
            new Line("b10-refusals", "a refusal under overload, p99", overload.Refused.Percentile(0.99) / 1_000, "ms") { LessIsBetter = true, Target = { [Line.Self] = 10 } },
            new Line("b10-recovery", "until answers are as fast as before", untilNormal.TotalSeconds, "s") { LessIsBetter = true, Target = { [Line.Self] = 1 } },
        ];

        async ValueTask Held(long number)
        {
            if (await crowd.Ask(hold, number) is var status && status != 201) throw new VoidRunException($"A booking that has to succeed was answered {status}.");
        }
    }
}
