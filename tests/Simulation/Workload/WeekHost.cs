using OutreachSilo.Common;
using OutreachSilo.Machine;
using OutreachSilo.Tasters;

namespace OutreachSilo.Workload;

/// <summary>A practice that offers a week, and changes its mind about it.</summary>
internal sealed class WeekHost(Clients clients, WeekId week)
{
    public const string Region = "Y61";

    /// <summary>By then every window is closed and every offer has run out; a hold may last a minute longer.</summary>
    public static readonly DateTimeOffset AllClosed = World.Start + TimeSpan.FromMinutes(2);

    private const string Manager = "manager";
    private static readonly HalfDays[] Days = [HalfDays.WholeWeek, HalfDays.Day(0).With(HalfDays.Day(1)), HalfDays.Day(1).With(HalfDays.Day(2))];

    public async Task Publish()
    {
        var opens = World.Start.AddDays(-1);
        OfferTerms Terms(TasterKind kind) => new(
            kind, clients.Dice.Pick(Days), 1 + clients.Dice.Below(2), opens, AllClosed - clients.Dice.Between(5, 75), "", 1, 1);
        var command = new PublishWeek(clients.Dice.NextGuid(), Manager, Facts("Elm Surgery"), [Terms(TasterKind.Foundation), Terms(TasterKind.School)], 2 + clients.Dice.Below(2));
        await clients.Insist(() => clients.Week(week).Publish(command));
    }

    public async Task Live()
    {
        for (var changes = clients.Dice.Below(5); changes > 0; changes--)
        {
            await clients.Process.Delay(clients.Dice.Between(1, 20));
            await Change();
        }
    }

    private Task Change()
    {
        var grain = clients.Week(week);
        var id = clients.Dice.NextGuid();
        var kind = clients.Dice.OneIn(3) ? TasterKind.School : TasterKind.Foundation;
        return clients.Dice.Below(12) switch
        {
            0 => clients.Try(() => grain.StopBooking(new StopBooking(id, Manager, "Closed"))),
            < 3 => clients.Try(() => grain.ChangeHost(new ChangeHost(id, Manager, Facts("Oak Surgery")))),
            _ => clients.Try(() => grain.SetCapacity(new SetCapacity(id, Manager, kind, clients.Dice.Below(4)))),
        };
    }

    private static HostFacts Facts(string name) => new(name, Region, "QUE", "U12345", "Elm PCN", "ZX1 1AA", 52.2, 0.12);
}
