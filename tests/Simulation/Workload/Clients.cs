using OutreachSilo.Cluster;
using OutreachSilo.Common;
using OutreachSilo.Machine;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Workload;

/// <summary>What all who use the service share: their way to the grains, and the ledger of what they are told.</summary>
internal sealed class Clients(Process process, Node gateway, Database database, FaultLog log)
{
    public Process Process => process;

    public Dice Dice => process.World.Dice;

    public Ledger Ledger { get; } = new();

    public ITasterWeekGrain Week(WeekId week) => gateway.Grains.GetGrain<ITasterWeekGrain>(week.ToString());

    public IPersonGrain Person(string person) => gateway.Grains.GetGrain<IPersonGrain>(GrainKeys.Person(person));

    public IPlacementGrain Placement(Guid id) => gateway.Grains.GetGrain<IPlacementGrain>(GrainKeys.Placement(id));

    public ISchemeGrain Scheme(string code) => gateway.Grains.GetGrain<ISchemeGrain>(GrainKeys.Scheme(code));

    public IMentorGrain Mentor(string person) => gateway.Grains.GetGrain<IMentorGrain>(new MemberId(Cohort.Scheme, person).MentorKey);

    public IMenteeGrain Mentee(string person) => gateway.Grains.GetGrain<IMenteeGrain>(new MemberId(Cohort.Scheme, person).MenteeKey);

    public IMentorshipGrain Pair(Guid id) => gateway.Grains.GetGrain<IMentorshipGrain>(GrainKeys.Mentorship(id));

    /// <summary>Asks once. A fault gives null: nobody knows what came of it.</summary>
    public async Task<T?> Try<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (Exception fault)
        {
            if (!FaultLog.IsExpected(fault)) log.Bugs.Add(fault.ToString());
            return null;
        }
    }

    /// <summary>Asks until somebody answers.</summary>
    public async Task<T> Insist<T>(Func<Task<T>> call)
        where T : class
    {
        while (true)
        {
            if (await Try(call) is { } answer) return answer;
            await process.Delay(Dice.Between(0.1, 1));
        }
    }

    /// <summary>Sends a command once and writes down what came of it.</summary>
    public async Task<Outcome<PlaceView>?> Send(Command command)
    {
        var outcome = await Try(() => Call(command));
        var answer = new Answer(VerdictOf(outcome), outcome?.Refusal?.Code, database.Log.Count);
        command.Answers.Add(answer);
        process.World.Note($"told {command}: {answer} {outcome?.Value?.State}");
        return outcome;
    }

    private async Task<Outcome<PlaceView>> Call(Command command)
    {
        var placement = Placement(command.Place);
        var act = new PlaceCommand(command.Id, command.Person, command.Place);
        return command.Action switch
        {
            PlacementAction.Hold => await placement.Hold(await Opening(command)),
            PlacementAction.Join => await placement.JoinWaitingList(await Opening(command)),
            PlacementAction.Confirm => await placement.Confirm(act),
            PlacementAction.Accept => await placement.Accept(act),
            PlacementAction.Release => await placement.Release(act),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };
    }

    /// <summary>Some have seen the week's half-days before they ask, and go on whatever else they saw.</summary>
    private async Task<OpenPlacement> Opening(Command command)
    {
        var opening = new OpenPlacement(command.Id, command.Person, command.Week, command.Kind);
        if (Dice.OneIn(2)) return opening;
        var quote = await Week(command.Week).Quote(command.Id, command.Kind, command.Action == PlacementAction.Join);
        return quote.Value is { } seen ? opening with { HalfDays = seen.HalfDays, HostName = seen.HostName } : opening;
    }

    /// <summary>An answer that says "not known yet" is none, and neither is that of a command which cannot be told from one that came before its booking.</summary>
    private static Verdict VerdictOf(Outcome<PlaceView>? outcome) => outcome switch
    {
        null or { Value.State: PlaceState.Asked } or { Refusal.Code: RefusalCodes.PlacePending or RefusalCodes.PlaceUnknown } => Verdict.Unknown,
        { Succeeded: true } => Verdict.Yes,
        _ => Verdict.No,
    };
}
