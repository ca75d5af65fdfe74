namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B9. The service is killed and started on a long history; then weeks are activated that nobody has asked for since.</summary>
internal sealed class Restart() : Scenario(
    "b9", "restart: a million bookings over 20,000 weeks, kill -9, start",
    new Metric("b9", "start to first durable answer", "s", Goal.AtMost(3, 6)),
    new Metric("b9-activation", "activation of a week, p99", "ms", Goal.AtMost(5, 20)))
{
    private const int Activations = 2_000;

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        var (bookings, weeks) = context.Quick ? (10_000, 1_000) : (1_000_000, 20_000);
        using var data = await ServiceData.Create(context, database);
        await using (var silo = await InProcessSilo.Start(data))
        {
            var history = await new ClosedLoop(Bookings.InFlight, await Bookings.Whole(silo, weeks)).RunCount(bookings);
            context.Tell($"{database}: made the history at {history}");
        }

        var times = new List<double>();
        for (var round = 0; round < context.Rounds; round++) times.Add(await StartAndBook(data, round));

        await using var again = await InProcessSilo.Start(data);
        await again.VerifyBookings(bookings + context.Rounds);
        var activations = await Activate(again, weeks, Math.Min(weeks, Activations));
        return
        [
            new Line(Metrics[0], database, Comparison.Median(times)) { Also = { ["slowest"] = times.Max() } },
            new Line(Metrics[1], database, activations.P99us / 1_000) { P50us = activations.P50us, P99us = activations.P99us },
        ];
    }

    private static async Task<double> StartAndBook(ServiceData data, int round)
    {
        var started = Stopwatch.GetTimestamp();
        await using var process = await SiloProcess.Start(data.Environment, readiness: "/health/live");
        var week = Weeks.Id(Bookings.Mondays * 3, Bookings.Mondays);
        var book = HttpRequests.Book(data.Tickets(), round + 1, (_, _) => week);
        using var connections = await HttpConnections.Open(process.Address, 1);
        while (await connections.Send(book, round) is var status and not 201)
            if (status is not (202 or 503)) throw new VoidRunException($"The first booking got {status}.");
        var took = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await process.Kill();
        return took;
    }

    /// <summary>One after the other, each for the first time; the first is not counted, for its code is not compiled.</summary>
    private static async Task<LatencyHistogram> Activate(InProcessSilo silo, int weeks, int count)
    {
        var latencies = new LatencyHistogram();
        for (var number = 0; number < count; number++)
        {
            var started = Stopwatch.GetTimestamp();
            var week = Weeks.Id(number * (weeks / count), Bookings.Mondays);
            var view = await silo.Grains.GetGrain<ITasterWeekGrain>(week.ToString()).View();
            if (number > 0) latencies.Add(Stopwatch.GetElapsedTime(started));
            if (!view.Succeeded) throw new VoidRunException($"A week came back as {view.Refusal.Code}.");
        }

        return latencies;
    }
}
