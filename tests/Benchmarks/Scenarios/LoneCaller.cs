namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B4. One caller and nobody else: what a booking costs in time.</summary>
internal sealed class LoneCaller() : Scenario(
    "b4", "lone caller: one in flight, in process; the week's decision, and a whole booking",
    new Metric("b4-week", "the week's decision, p50", "µs", Goal.AtMost(1.3, 2, "P3")),
    new Metric("b4-whole", "whole booking, p50", "µs", Goal.AtMost(4, 6, "P3")))
{
    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database) =>
        [await Run(context, database, Metrics[0], Bookings.AtWeeks), await Run(context, database, Metrics[1], Bookings.Whole)];

    private static async Task<Line> Run(
        BenchmarkContext context, StorageProvider database, Metric metric, Func<InProcessSilo, int, Task<Func<long, ValueTask>>> prepare)
    {
        var sql = await PgBench.Create(await context.Server(), WholeBooking.WeekCount);
        using var data = await ServiceData.Create(context, database);
        await using var silo = await InProcessSilo.Start(data);
        var ours = new ClosedLoop(1, await prepare(silo, WholeBooking.WeekCount));
        await ours.Run(context.WarmUp);
        var compared = await Comparison.Run(context, database, ours.Run, sql.P3(clients: 1));
        await silo.VerifyBookings(ours.Done);
        return compared.ToLine(metric, run => run.P50us);
    }
}
