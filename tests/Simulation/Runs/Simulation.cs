using OutreachSilo.Cluster;
using OutreachSilo.Live;
using OutreachSilo.Machine;
using OutreachSilo.Oracle;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;
using OutreachSilo.Workload;

namespace OutreachSilo.Runs;

/// <summary>One run from one seed: a cluster in a storm, people who want places in it, calm, and the oracle's verdict.</summary>
internal sealed class Simulation
{
    private const int NodesAtMost = 3;
    private static readonly TimeSpan StormAtMost = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>A minute until the last hold has run out, and one until every board and viewer has looked again, whatever notice was lost.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(135);

    private readonly World world;
    private readonly Placement placement;
    private readonly Network network;
    private readonly Database database;
    private readonly FaultLog log;
    private readonly Clients clients;
    private readonly Setup setup;
    private readonly List<Viewer> viewers = [];
    private readonly WeekId[] weeks;
    private readonly Doctor[] doctors;
    private readonly Cohort? cohort;
    private Weather weather = Weather.Calm;
    private int born;

    private Simulation(int seed, Setup setup)
    {
        world = new(seed);
        world.Trace.Copy = setup.Copy;
        this.setup = setup;
        log = new(world);
        placement = new(world);
        network = new(world, placement, () => weather) { RenamesRepeats = setup.RenamesRepeats };
        database = new(world) { Fences = setup.Fences };
        var people = world.NewProcess("people");
        clients = new(people, NewNode(people), database, log);
        var monday = new DateOnly(2026, 8, 3);
        weeks = [new("K81001", monday), new("K81002", monday), new("K81003", monday), new("K81001", monday.AddDays(7))];
        // The fewer weeks they want, the more of them wait for one.
        var wanted = weeks[..(1 + world.Dice.Below(weeks.Length))];
        doctors = [.. Enumerable.Range(1, 3 + world.Dice.Below(4)).Select(number => new Doctor(clients, $"{number:x32}", wanted))];
        cohort = setup.Mentoring ? new Cohort(clients) : null;
    }

    public static Report Run(int seed, Setup? setup = null)
    {
        setup ??= new();
        var simulation = new Simulation(seed, setup);
        var findings = simulation.Play();
        return new(seed, setup.Mentoring, simulation.world.Trace, simulation.database.Log.Count, findings);
    }

    private IReadOnlyList<string> Play()
    {
        for (var i = 1 + world.Dice.Below(NodesAtMost); i > 0; i--) Boot();
        Finish("publishing", () => Task.WhenAll(weeks.Select(week => new WeekHost(clients, week).Publish())));
        if (cohort is not null) Finish("enrolling", cohort.Prepare);

        weather = Weather.Storm;
        var storm = new Storm(world, placement, database, Boot);
        var chaos = world.NewProcess("chaos");
        _ = chaos.Start(storm.Rage);
        Finish("the doctors", () => Task.WhenAll([.. doctors.Select(doctor => doctor.Live()), .. weeks.Select(week => new WeekHost(clients, week).Live()), .. LiveOfCohort()]), StormAtMost);
        chaos.Kill();
        storm.End();
        weather = Weather.Calm;

        if (world.Now < WeekHost.AllClosed) world.RunFor(WeekHost.AllClosed - world.Now);
        world.RunFor(Calm);
        LookAtEverything();
        var findings = Judge();
        var settled = database.Log.Count;
        foreach (var node in placement.Nodes.ToList()) Storm.Crash(node, placement);
        Boot();
        world.RunFor(TimeSpan.FromSeconds(5));
        LookAtEverything();
        findings.AddRange(Verdicts.LateEffects(database.Log.Skip(settled)));
        Finish("repeating", () => Task.WhenAll(clients.Ledger.Unanswered.Select(clients.Send)));
        world.RunFor(TimeSpan.FromSeconds(5));
        LookAtEverything();
        return findings.Count > 0 ? findings : Judge();
    }

    private List<string> Judge() =>
    [
        .. new Verdicts(world, database, clients.Ledger, [.. viewers.Where(viewer => !viewer.Node.Process.IsDead)], weeks, log).All(),
        .. SnapshotVerdicts.Of(database),
        .. cohort is null ? [] : MentoringVerdicts.Of(cohort, database.Log),
    ];

    private IEnumerable<Task> LiveOfCohort() => cohort is null ? [] : cohort.Trainees.Select(trainee => trainee.Live()).Append(cohort.Live());

    private void LookAtEverything() => Finish("looking", () => Task.WhenAll(
        [.. doctors.Select(doctor => doctor.LookUntilAnswered()), .. weeks.Select(week => clients.Insist(() => clients.Week(week).View())), .. cohort?.Trainees.Select(trainee => trainee.Wake()) ?? []]));

    private Node NewNode(Process process)
    {
        var journal = new NodeJournal(process, database, () => weather);
        return new(process, network, journal, new NodeSnapshots(world, journal, database, () => weather) { Lie = setup.SnapshotsLie }, log, setup);
    }

    private Node Boot()
    {
        var node = NewNode(world.NewProcess($"node{++born}"));
        world.Note($"{node.Process.Name} starts");
        placement.Nodes.Add(node);
        node.Start();
        foreach (var kind in Enum.GetValues<TasterKind>())
        {
            var viewer = new Viewer(node, new BoardId(WeekHost.Region, kind), placement);
            viewers.Add(viewer);
            _ = node.Process.Start(viewer.Live);
        }

        return node;
    }

    private void Finish(string what, Func<Task> activity, TimeSpan? limit = null)
    {
        var done = clients.Process.Start(activity);
        if (!world.RunUntil(() => done.IsCompleted, world.Now + (limit ?? Patience))) log.Bugs.Add($"Waited too long for {what}.");
        else if (done.Exception is { } fault) log.Bugs.Add(fault.ToString());
    }
}
