using OutreachSilo.Cluster;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using OutreachSilo.Machine;
using OutreachSilo.Placements;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;
using OutreachSilo.Workload;

namespace OutreachSilo.Oracle;

/// <summary>
/// What must hold after anything (I1–I4, I6, I8–I11), judged from three things only: the journal's rows in the order of their commits, what people
/// were told, and what viewers see. The product's own auditor is asked besides.
/// </summary>
internal sealed class Verdicts(World world, Database database, Ledger ledger, IReadOnlyList<Viewer> viewers, IReadOnlyList<WeekId> weeks, FaultLog log)
{
    private readonly List<string> findings = [];
    private readonly Dictionary<string, WeekAccount> accounts = weeks.ToDictionary(week => week.ToString(), _ => new WeekAccount(), StringComparer.Ordinal);
    private readonly Dictionary<string, PlacementAccount> placements = new(StringComparer.Ordinal);

    public List<string> All()
    {
        foreach (var leak in world.Leaks) findings.Add($"Leak: {leak}");
        foreach (var bug in log.Bugs) findings.Add($"Bug: {bug}");
        foreach (var row in database.Log) Take(row);
        foreach (var command in ledger.Commands) Compare(command);
        foreach (var (key, week) in accounts) CompareDeadlines(key, week);
        foreach (var (key, placement) in placements) placement.CheckSettled(detail => Found("I11", $"{key}: {detail}"));
        foreach (var viewer in viewers) Compare(viewer);
        var auditor = new Auditor(ChangeCatalog.Aggregates, database, new FixedTime(world.Now));
        var audit = auditor.Run(CancellationToken.None).GetAwaiter().GetResult();
        foreach (var finding in audit.Findings) Found(finding.Rule, $"auditor: {finding.Grain}: {finding.Detail}");
        return findings;
    }

    /// <summary>I4: what nobody has asked for again since all was settled must not come to be.</summary>
    public static IEnumerable<string> LateEffects(IEnumerable<JournalRow> rows) => rows
        .Where(row => Enum.GetValues<PlacementAction>().Any(action => IsEffect(row.Entry.Kind, action)))
        .Select(row => $"I4 {row.Entry.Kind} of {row.Grain} came to be when all was settled");

    private void Found(string rule, string detail) => findings.Add($"{rule} {detail}");

    private void Take(JournalRow row)
    {
        var change = ChangeCatalog.Read(row.Entry);
        if (accounts.TryGetValue(row.Grain, out var week))
        {
            week.Take(change, row, (rule, detail) => Found(rule, $"{row.Grain}: {detail}"));
            CheckNobodyIsTwice(row);
        }
        else if (row.Grain.StartsWith(GrainKeys.PlacementPrefix, StringComparison.Ordinal))
        {
            if (!placements.TryGetValue(row.Grain, out var placement)) placements[row.Grain] = placement = new(row.Grain);
            placement.Take(change);
        }
    }

    /// <summary>I10, after every row of any week.</summary>
    private void CheckNobodyIsTwice(JournalRow row)
    {
        var busy = new HashSet<(string Person, DateOnly Monday, int HalfDay)>();
        foreach (var (key, week) in accounts)
        {
            foreach (var place in week.Places.Values.Where(place => place.TakesTime))
            {
                for (var i = 0; i < HalfDays.PerWeek; i++)
                {
                    if (place.Days.Contains(i) && !busy.Add((place.Person, WeekId.Parse(key).Monday, i)))
                        Found("I10", $"{place.Person} is in two places on half-day {i} after row {row.Position}");
                }
            }
        }
    }

    /// <summary>I2, I3, I4, I9, and that a refusal's reason was true.</summary>
    private void Compare(Command command)
    {
        var week = accounts[command.Week.ToString()];
        var verdicts = command.Answers.Where(answer => answer.Verdict != Verdict.Unknown).Select(answer => answer.ToString()).Distinct().ToList();
        if (verdicts.Count > 1) Found("I9", $"{command} was answered {string.Join(" and ", verdicts)}");
        var done = database.Log.Where(row => row.Entry.Command == command.Id && row.Grain == command.Week.ToString() && IsEffect(row.Entry.Kind, command.Action)).ToList();
        if (done.Count > 1) Found("I2", $"{command} was done {done.Count} times");
        if (command.IsRefused && done.Count > 0) Found("I3", $"{command} was refused and done all the same");
        if (command.IsAcknowledged && !IsPresent(command, week)) Found("I2", $"{command} was acknowledged and is nowhere");
        foreach (var refusal in command.Answers.Where(answer => answer.Code is RefusalCodes.WeekFull or RefusalCodes.DeskLimitReached or RefusalCodes.PlacesFree))
        {
            if (!week.WasTrue(command.Kind, refusal.Code!, refusal.Rows)) Found("I3", $"{command} was refused as {refusal.Code}, which never was true");
        }
    }

    private static bool IsEffect(string kind, PlacementAction action) => action switch
    {
        PlacementAction.Hold => kind == "place-held",
        PlacementAction.Join => kind == "waiting-joined",
        PlacementAction.Confirm => kind == "place-confirmed",
        PlacementAction.Accept => kind == "offer-accepted",
        PlacementAction.Release => kind is "place-released" or "place-withdrawn",
        _ => false,
    };

    private static bool IsPresent(Command command, WeekAccount week) => week.Places.TryGetValue(command.Place, out var place) && command.Action switch
    {
        PlacementAction.Hold => place.States.Contains(PlaceState.Held),
        PlacementAction.Join => place.States.Contains(PlaceState.Waiting),
        PlacementAction.Confirm or PlacementAction.Accept => place.States.Contains(PlaceState.Confirmed),
        _ => place.State is PlaceState.Released or PlaceState.Withdrawn or PlaceState.Expired,
    };

    /// <summary>I11: whatever had a deadline has met it.</summary>
    private void CompareDeadlines(string key, WeekAccount week)
    {
        foreach (var (id, place) in week.Places)
        {
            if (place.State is PlaceState.Held or PlaceState.Offered && place.Until <= world.Now)
                Found("I11", $"{key}: place {id:N} is {place.State} after its deadline");
        }
    }

    /// <summary>I6 and I8: what a viewer sees in the end is what the journal says, and it never went back.</summary>
    private void Compare(Viewer viewer)
    {
        foreach (var setback in viewer.Setbacks) Found("I8", $"{viewer.Board} at {viewer.Node.Process.Name}: {setback}");
        var shown = viewer.Rows.ToDictionary(row => row.Week.ToString(), StringComparer.Ordinal);
        foreach (var (key, week) in accounts.Where(account => account.Value.Offers.ContainsKey(viewer.Board.Kind)))
        {
            if (!shown.TryGetValue(key, out var row))
                Found("I8", $"{viewer.Board} at {viewer.Node.Process.Name} does not show {key}");
            else if (Told(row) != Counted(week, viewer.Board.Kind))
                Found("I8", $"{viewer.Board} at {viewer.Node.Process.Name} shows {key} as {Told(row)} instead of {Counted(week, viewer.Board.Kind)}");
        }
    }

    private static (long Version, int Capacity, int Held, int Offered, int Confirmed, int Waiting, bool Stopped) Told(BoardRow row) =>
        (row.Version, row.Offer.Capacity, row.Offer.Held, row.Offer.Offered, row.Offer.Confirmed, row.Offer.Waiting, row.Stopped);

    private static (long Version, int Capacity, int Held, int Offered, int Confirmed, int Waiting, bool Stopped) Counted(WeekAccount week, TasterKind kind) =>
        (week.Version, week.Offers[kind].Capacity, week.Count(kind, PlaceState.Held), week.Count(kind, PlaceState.Offered),
            week.Count(kind, PlaceState.Confirmed), week.Count(kind, PlaceState.Waiting), week.IsStopped);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
