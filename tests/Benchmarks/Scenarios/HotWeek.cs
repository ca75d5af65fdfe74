namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B2. The week's decision alone, always for the same week.</summary>
internal sealed class HotWeek() : Scenario(
    "b2", "hot: one week, unlimited places, 512 in flight, in process",
    new Metric("b2", "bookings of one week", "bookings/s", Goal.AtLeast(60, 30, "P1")))
{
    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        var sql = await PgBench.Create(await context.Server(), weeks: 1);
        using var data = await ServiceData.Create(context, database);
        await using var silo = await InProcessSilo.Start(data);
        var ours = new ClosedLoop(Bookings.InFlight, await Bookings.AtWeeks(silo, 1));
        await ours.Run(context.WarmUp);
        var compared = await Comparison.Run(context, database, ours.Run, sql.P1(), sql.P3());
        await silo.VerifyBookings(ours.Done);
        return [compared.ToLine(Metrics[0], run => run.PerSecond)];
    }
}
