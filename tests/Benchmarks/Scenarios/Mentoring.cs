using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Mentoring;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B5: 1,000 mentors, 3,500 mentees, 100,000 commands with cancels, moves and ended pairs, 512 callers. A refusal is an answer and counts for both sides. Then as many again while
/// all idle grains end every 2,000 commands and read their journals anew, which no service does and so no time is told of; every limit is audited at the end.
/// </summary>
internal sealed class Mentoring : IScenario
{
    private const int Mentors = 1_000;
    private const int Mentees = 3_500;
    private const int Commands = 100_000;
    private const int CommandsQuick = 10_000;
    private const double Target = 15;

    public string Name => "b5";

    public string What => "mentoring: 1,000 mentors, 3,500 mentees, 100,000 commands, 512 in flight";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var lines = new List<Line>();
        foreach (var database in context.Databases) lines.Add(await Run(context, database));
        return lines;
    }

    private async Task<Line> Run(BenchmarkContext context, StorageProvider database)
    {
        await using var silo = await CoreSilo.Start(context, database);
        var rush = new MentoringRush(silo.Grains, Mentors, Mentees) { Deactivates = false };
        await rush.Prepare();
        var peer = await EfMentoringPeer.Create(await context.Server(), Mentors, Mentees);
        var (ours, theirs) = (new List<Stretch>(), new List<Stretch>());
        var share = (context.Quick ? CommandsQuick : Commands) / (context.Pairs + 1);
        var (next, nextOfPeer) = (0L, 0L);
        for (var round = 0; round <= context.Pairs; round++)
        {
            // The first round of both is the warm-up: pairs are made and sign.
            await context.Rest();
            (var his, nextOfPeer) = await Load.Run(EfMentoringPeer.Clients, context.Stretch, nextOfPeer, peer.Run);
            await context.Rest();
            (var mine, next) = await Load.RunCount(CoreComparison.InFlight, share, next, rush.Run);
            context.Tell($"{Name} on {database}: ours {mine}");
            context.Tell($"{Name} on {database}: P2 {his}, {peer.Retries} tried again");
            if (round == 0) continue;
            theirs.Add(his);
            ours.Add(mine);
        }

        rush.Deactivates = true;
        await Load.RunCount(CoreComparison.InFlight, share * (context.Pairs + 1), next, rush.Run);
        await Audit(context, silo, database, rush);
        if (!await peer.IsClean()) throw new VoidRunException("The peer broke a limit.");
        double[] rates = [.. ours.Select(stretch => stretch.PerSecond)];
        double[] peers = [.. theirs.Select(stretch => stretch.PerSecond)];
        return new Line(Name, $"mentoring on {database}", Pairs.Median(rates), "commands/s")
        {
            P50us = Pairs.Median([.. ours.Select(stretch => stretch.P50)]),
            P99us = Pairs.Median([.. ours.Select(stretch => stretch.P99)]),
            Peers = new() { ["P2"] = Pairs.Median(peers) },
            Ratios = new() { ["P2"] = Pairs.Compare(rates, peers).Ratio },
            Target = new() { ["P2"] = Target },
            Also = new()
            {
                ["accepted"] = rush.Accepted,
                ["refused"] = rush.Refused,
                ["cpuMicrosecondsPerCommand"] = Pairs.Median([.. ours.Select(stretch => stretch.CpuMicroseconds)]),
                ["bytesPerCommand"] = ours[^1].Bytes,
            },
        };
    }

    private static async Task Audit(BenchmarkContext context, CoreSilo silo, StorageProvider database, MentoringRush rush)
    {
        var report = await silo.Audit();
        context.Tell($"b5 on {database}: {rush.Accepted:N0} accepted, {rush.Refused:N0} refused, {report.Pairs:N0} pairs, {report.Meetings:N0} meetings booked, {report.Rows:N0} rows");
        if (!report.IsClean) throw new VoidRunException($"The audit found: {string.Join("; ", report.Findings.Take(5))}");
    }
}
