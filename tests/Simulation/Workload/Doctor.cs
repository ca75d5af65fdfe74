using OutreachSilo.Common;
using OutreachSilo.Placements;
using OutreachSilo.Tasters;

namespace OutreachSilo.Workload;

/// <summary>
/// Somebody who wants a taster week: holds, confirms, waits, accepts, gives up, changes their mind, clicks twice, and sends again what was not
/// answered, with the same id.
/// </summary>
internal sealed class Doctor(Clients clients, string person, IReadOnlyList<WeekId> weeks)
{
    private const int CommandsAtMost = 14;
    private const int SendingsAtMost = 4;

    private readonly List<Command> asked = [];
    private readonly Dictionary<Guid, PlaceState> known = [];
    private readonly List<Command> full = [];

    public async Task Live()
    {
        var open = new List<Task>();
        var commands = 4 + clients.Dice.Below(CommandsAtMost - 3);
        for (var i = 0; i < commands && clients.Process.World.Now < WeekHost.AllClosed; i++)
        {
            await clients.Process.Delay(clients.Dice.Between(0, clients.Dice.OneIn(5) ? 10 : 2));
            if (clients.Dice.OneIn(known.ContainsValue(PlaceState.Waiting) ? 2 : 8)) await Look();
            var command = clients.Dice.OneIn(10) && asked.Count > 0 ? clients.Dice.Pick(clients.Ledger.Commands.FindAll(each => each.Person == person)) : Decide();
            var sending = Carry(command);
            if (clients.Dice.OneIn(3)) open.Add(sending);
            else await sending;
        }

        await Task.WhenAll(open);
        await AwaitOffers();
    }

    /// <summary>Reads the agenda, and of what is open how its week has it.</summary>
    public async Task Look()
    {
        var agenda = await clients.Try(() => clients.Person(person).Agenda());
        foreach (var place in agenda?.Entries ?? [])
        {
            var isOpen = place.State is PlaceState.Asked or PlaceState.Waiting;
            var sight = isOpen ? await clients.Try(() => clients.Week(place.Week).Place(place.Id)) : null;
            known[place.Id] = sight?.Value?.State ?? place.State;
        }
    }

    /// <summary>Has everything that is open asked again.</summary>
    public async Task LookUntilAnswered()
    {
        foreach (var place in asked)
        {
            await clients.Insist<object>(async () =>
            {
                await clients.Placement(place.Id).Wake();
                return place;
            });
        }

        await Look();
    }

    /// <summary>Whoever is on a waiting list looks now and then, and takes what is offered.</summary>
    private async Task AwaitOffers()
    {
        while (known.ContainsValue(PlaceState.Waiting) && clients.Process.World.Now < WeekHost.AllClosed)
        {
            await clients.Process.Delay(clients.Dice.Between(1, 8));
            await Look();
            if (Offered() is { Count: > 0 } offered) await Carry(Act(clients.Dice.Pick(offered), PlacementAction.Accept));
        }
    }

    private List<Command> Offered() => asked.FindAll(place => known.GetValueOrDefault(place.Id) == PlaceState.Offered);

    private async Task Carry(Command command)
    {
        for (var i = 0; i < SendingsAtMost; i++)
        {
            if (await clients.Send(command) is { } outcome && command.Answers[^1].Verdict != Verdict.Unknown)
            {
                if (outcome.Value is { } place) known[place.Id] = place.State;
                else if (outcome.Refusal?.Code is RefusalCodes.WeekFull or RefusalCodes.DeskLimitReached) full.Add(command);
                if (!clients.Dice.OneIn(8)) return;
            }
            else if (clients.Dice.OneIn(4))
            {
                return;
            }

            await clients.Process.Delay(clients.Dice.Between(0, 2));
        }
    }

    private Command Decide()
    {
        var draw = clients.Dice.Below(12);
        if (asked.Count == 0 || draw < 3) return Ask(PlacementAction.Hold, clients.Dice.Pick(weeks), AnyKind());
        if (draw < 5) return Ask(PlacementAction.Join, clients.Dice.Pick(weeks), AnyKind());
        if (draw < 8 && full.Count > 0 && clients.Dice.Pick(full) is { } missed) return Ask(PlacementAction.Join, missed.Week, missed.Kind);
        var place = clients.Dice.Pick(Offered() is { Count: > 0 } offered ? offered : asked);
        return Act(place, known.GetValueOrDefault(place.Id) switch
        {
            PlaceState.Held => clients.Dice.OneIn(4) ? PlacementAction.Release : PlacementAction.Confirm,
            PlaceState.Waiting or PlaceState.Offered => clients.Dice.OneIn(4) ? PlacementAction.Release : PlacementAction.Accept,
            PlaceState.Confirmed => clients.Dice.OneIn(3) ? PlacementAction.Confirm : PlacementAction.Release,
            _ => clients.Dice.Pick([PlacementAction.Confirm, PlacementAction.Accept, PlacementAction.Release]),
        });
    }

    private TasterKind AnyKind() => clients.Dice.OneIn(4) ? TasterKind.School : TasterKind.Foundation;

    private Command Ask(PlacementAction action, WeekId week, TasterKind kind)
    {
        var id = clients.Dice.NextGuid();
        var command = Write(new Command(id, person, action, week, kind, id));
        asked.Add(command);
        return command;
    }

    private Command Act(Command place, PlacementAction action) => Write(new Command(clients.Dice.NextGuid(), person, action, place.Week, place.Kind, place.Id));

    private Command Write(Command command)
    {
        clients.Ledger.Commands.Add(command);
        return command;
    }
}
