using OutreachSilo.Machine;
using OutreachSilo.Storage;

namespace OutreachSilo.Cluster;

/// <summary>What goes wrong with whole nodes and with the database, at moments that the dice choose.</summary>
internal sealed class Storm(World world, Placement placement, Database database, Func<Node> boot)
{
    private const int NodesAtMost = 3;

    private readonly List<Node> paused = [];
    private bool isOver;

    public async Task Rage()
    {
        var chaos = world.Current!;
        var every = 1 + world.Dice.Below(30);
        while (true)
        {
            await chaos.Delay(world.Dice.Between(0.1, every));
            switch (world.Dice.Below(8))
            {
                case < 3 when placement.Nodes.Count > 0:
                    Crash(world.Dice.Pick(placement.Nodes), placement);
                    break;
                case < 5 when placement.Nodes.Count > 0:
                    Pause(world.Dice.Pick(placement.Nodes), chaos);
                    break;
                case 5:
                    BringDown(chaos);
                    break;
                default:
                    break;
            }

            if (placement.Nodes.Count == 0 || (placement.Nodes.Count < NodesAtMost && world.Dice.OneIn(3))) chaos.After(world.Dice.Between(0, 10), () => boot());
        }
    }

    /// <summary>Everything that still lives goes on, and what died comes back: one node, which finds what the dead ones owed.</summary>
    public void End()
    {
        isOver = true;
        database.IsDown = false;
        foreach (var node in paused) node.Process.Resume();
        boot();
    }

    public static void Crash(Node node, Placement placement)
    {
        node.Process.World.Note($"{node.Process.Name} crashes");
        placement.Nodes.Remove(node);
        placement.Forget(node);
        node.Process.Kill();
    }

    private void Pause(Node node, Process chaos)
    {
        world.Note($"{node.Process.Name} stands still");
        paused.Add(node);
        node.Process.Pause();
        if (world.Dice.OneIn(2)) placement.Forget(node);
        chaos.After(world.Dice.Between(0.1, 20), () =>
        {
            world.Note($"{node.Process.Name} goes on");
            node.Process.Resume();
        });
    }

    private void BringDown(Process chaos)
    {
        world.Note("the database goes down");
        database.IsDown = true;
        chaos.After(world.Dice.Between(0.1, 10), () =>
        {
            if (isOver) return;
            world.Note("the database is back");
            database.IsDown = false;
        });
    }
}
