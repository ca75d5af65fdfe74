using OutreachSilo.Mentoring;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B5. Commands with cancels, moves and ended mentorships; a refusal is an answer and counts for both sides. Afterwards as many again,
/// not timed, while all idle grains are deactivated every 2,000 commands; then every limit is audited.
/// </summary>
internal sealed class Mentoring() : Scenario(
    "b5", "mentoring: 1,000 mentors, 3,500 mentees, 100,000 commands, 512 in flight, in process",
    new Metric("b5", "mentoring commands", "commands/s", Goal.AtLeast(10, 5, "EF")))
{
    private const int Mentors = 1_000;
    private const int Mentees = 3_500;

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        var commands = context.Quick ? 5_000 : 100_000;
        using var data = await ServiceData.Create(context, database);
        await using var silo = await InProcessSilo.Start(data);
        var cohort = new MentoringRush(silo.Grains, Mentors, Mentees) { Deactivates = false };
        await cohort.Prepare();
        var ef = await EfMentoringPeer.Create(await context.Server(), Mentors, Mentees);
        var peer = new ClosedLoop(EfMentoringPeer.Clients, ef.Run);
        var ours = new ClosedLoop(Bookings.InFlight, cohort.Run);
        await peer.Run(context.WarmUp);
        await ours.Run(context.WarmUp);
        var compared = await Comparison.Run(context, database, _ => ours.RunCount(commands / context.Rounds), new Peer("EF", peer.Run));

        cohort.Deactivates = true;
        await ours.RunCount(commands);
        await silo.VerifyInvariants();
        if (!await ef.IsClean()) throw new VoidRunException("The peer broke a limit.");
        var also = new Dictionary<string, double> { ["accepted"] = cohort.Accepted, ["refused"] = cohort.Refused };
        return [compared.ToLine(Metrics[0], run => run.PerSecond) with { Also = also }];
    }
}
