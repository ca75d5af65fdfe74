using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Peers;
using OutreachSilo.Mentoring;
using OutreachSilo.Storage;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>
/// B5: 1,000 mentors, 3,500 mentees, 100,000 commands with cancels, moves and ended pairs, 512 callers, after both sides have warmed up for as long. A refusal is an answer and
/// counts for both sides. Then as many again while all idle grains end every 2,000 commands and read their journals anew, which no service does and so no time is told of; every
/// limit is audited at the end. P2 keeps every limit and promise that ours keeps; P2-bare is what is left without agendas, ledger, command ids and audit.
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
        Peer[] peers = [await Peer.Create("P2", context, keepsAll: true), await Peer.Create("P2-bare", context, keepsAll: false)];

        // While code is warmed up pairs are made and sign.
        foreach (var peer in peers) await peer.Warm(context.WarmUp);
        var (_, next) = await Load.Run(CoreComparison.InFlight, context.WarmUp, 0, rush.Run);

        var commands = context.Quick ? CommandsQuick : Commands;
        var ours = new List<Stretch>();
        for (var round = 0; round < context.Pairs; round++)
        {
            foreach (var peer in peers)
            {
                await context.Rest();
                context.Tell($"{Name} on {database}: {peer.Name} {await peer.Run(context.Stretch)}, {peer.Retries:N0} tried again so far");
            }

            await context.Rest();
            (var mine, next) = await Load.RunCount(CoreComparison.InFlight, commands / context.Pairs, next, rush.Run);
            context.Tell($"{Name} on {database}: ours {mine}");
            ours.Add(mine);
        }

        rush.Deactivates = true;
        await Load.RunCount(CoreComparison.InFlight, commands, next, rush.Run);
        await Audit(context, silo, database, rush);
        foreach (var peer in peers)
            if (!await peer.IsClean()) throw new VoidRunException($"{peer.Name} broke a limit.");

        double[] rates = [.. ours.Select(stretch => stretch.PerSecond)];
        return new Line(Name, $"mentoring on {database}", Pairs.Median(rates), "commands/s")
        {
            P50us = Pairs.Median([.. ours.Select(stretch => stretch.P50)]),
            P99us = Pairs.Median([.. ours.Select(stretch => stretch.P99)]),
            Peers = peers.ToDictionary(peer => peer.Name, peer => Pairs.Median(peer.Rates)),
            Ratios = peers.ToDictionary(peer => peer.Name, peer => Pairs.Compare(rates, peer.Rates).Ratio),
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

    private sealed class Peer(string name, EfMentoringPeer peer)
    {
        private readonly List<Stretch> stretches = [];
        private long next;

        public string Name => name;

        public double[] Rates => [.. stretches.Select(stretch => stretch.PerSecond)];

        public long Retries => peer.Retries;

        public static async Task<Peer> Create(string name, BenchmarkContext context, bool keepsAll) =>
            new(name, await EfMentoringPeer.Create(await context.Server(), Mentors, Mentees, keepsAll));

        public async Task Warm(TimeSpan time) => (_, next) = await Load.Run(EfMentoringPeer.Clients, time, next, peer.Run);

        public async Task<Stretch> Run(TimeSpan time)
        {
            (var stretch, next) = await Load.Run(EfMentoringPeer.Clients, time, next, peer.Run);
            stretches.Add(stretch);
            return stretch;
        }

        public Task<bool> IsClean() => peer.IsClean();
    }
}
