using OutreachSilo.Machine;

namespace OutreachSilo.Cluster;

/// <summary>
/// Which node has which grain, as the cluster's directory would say: right most of the time. When it errs, a grain has two activations, as after a
/// split or a silo that was taken for dead.
/// </summary>
internal sealed class Placement(World world)
{
    private readonly Dictionary<GrainId, Node> owners = [];
    private readonly Dictionary<GrainId, Node> observers = [];

    public List<Node> Nodes { get; } = [];

    public Node? NodeOf(GrainId grain, Weather weather)
    {
        if (Nodes.Count == 0) return null;
        if (!owners.TryGetValue(grain, out var owner)) return owners[grain] = world.Dice.Pick(Nodes);
        if (!world.Dice.OneIn(weather.Misplaced)) return owner;
        var other = world.Dice.Pick(Nodes);
        if (world.Dice.OneIn(2)) owners[grain] = other;
        return other;
    }

    public Node OwnerOf(GrainId observer) => observers[observer];

    public void Add(GrainId observer, Node node) => observers.Add(observer, node);

    /// <summary>The cluster takes the node for dead, whether it is or not: its grains are placed anew.</summary>
    public void Forget(Node node)
    {
        foreach (var (grain, owner) in owners.ToList())
            if (ReferenceEquals(owner, node)) owners.Remove(grain);
    }
}
