using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>
/// Random lives of allocations of several shapes, held after every step against a plain list of claims that counts everything anew: nothing
/// is overdrawn, free is what is left, and the waiting lists go by priority and arrival.
/// </summary>
public sealed class AllocationTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private static readonly (string Name, ImmutableArray<int> Capacities, int Lines, PoolSet[] Wanted)[] Shapes =
    [
        ("mentees of a mentor", [3], 1, [Pools(0)]),
        ("a week of two kinds that share desks", [2, 2, 1, 1, 3, 2], 2, [Pools(0, 1, 4, 5), Pools(2, 3, 4, 5)]),
        ("an event with workshops", [5, 2, 2], 3, [Pools(0), Pools(0, 1), Pools(0, 2)]),
        ("no limit at all", [], 1, [PoolSet.None]),
    ];

    public static TheoryData<int, int> Lives => [.. Enumerable.Range(0, Shapes.Length).SelectMany(shape => Enumerable.Range(1, 25).Select(seed => (shape, seed)))];

    [Theory, MemberData(nameof(Lives))]
    public void No_pool_is_overdrawn_and_every_count_is_what_the_claims_make_it(int shape, int seed)
    {
        var (_, capacities, lines, wanted) = Shapes[shape];
        var dice = new Random(seed);
        var allocation = Allocation.Of(capacities, lines);
        var model = new List<Claim>();
        for (var step = 0; step < 250; step++)
        {
            var now = Start.AddMinutes(step);
            foreach (var lapsed in allocation.Lapsed(now).ToList()) allocation = Moved(allocation, model, lapsed, ClaimState.Expired, now);
            allocation = dice.Next(4) switch
            {
                0 or 1 => Claimed(allocation, model, wanted, lines, dice, now),
                2 when model.Count > 0 => Decided(allocation, model, dice, now),
                3 when capacities.Length > 0 => Resized(allocation, wanted[dice.Next(wanted.Length)], dice),
                _ => allocation,
            };
            while (allocation.NextWaiting(_ => true, claim => wanted[claim.Line]) is { } next)
            {
                Assert.Equal(FirstWaiting(allocation, model, wanted).Id, next.Id);
                allocation = Moved(allocation, model, next.Id, ClaimState.Offered, now, now.AddMinutes(20), wanted[next.Line]);
            }

            Same(allocation, model, wanted, lines);
        }
    }

    [Fact]
    public void Whoever_came_last_is_displaced_first_and_nobody_more_than_needed()
    {
        var (seats, workshop) = (Pools(0), Pools(0, 1));
        var allocation = Allocation.Of([5, 3], 2);
        for (var number = 0; number < 5; number++)
            allocation = allocation.Add(Id(number), $"h{number}", number % 2, number % 2 == 0 ? workshop : seats, ClaimState.Confirmed, Start);
        allocation = allocation.Add(Id(5), "h5", 0, PoolSet.None, ClaimState.Waiting, Start).Move(Id(1), ClaimState.Withdrawn, Start);

        Assert.Equal([Id(4)], allocation.Displaced(Pools(1), 2).Select(claim => claim.Id));
        Assert.Equal([Id(4), Id(3)], allocation.Displaced(Pools(0), 2).Select(claim => claim.Id));
        Assert.Empty(allocation.Displaced(Pools(0), 4));
    }

    [Fact]
    public void A_lower_priority_number_goes_before_arrival_and_a_list_is_not_overtaken_within_itself()
    {
        var (seats, workshop) = (Pools(0), Pools(0, 1));
        var allocation = Allocation.Of([2, 1], 2)
            .Add(Id(0), "a", 1, workshop, ClaimState.Confirmed, Start)
            .Add(Id(1), "b", 0, PoolSet.None, ClaimState.Waiting, Start)
            .Add(Id(2), "c", 0, PoolSet.None, ClaimState.Waiting, Start, priority: -1)
            .Add(Id(3), "d", 1, PoolSet.None, ClaimState.Waiting, Start, priority: -2);

        Assert.Equal((1, 2, 1), (Position(2), Position(1), Position(3)));
        Assert.Equal(Id(2), Next()?.Id);
        allocation = allocation.Move(Id(0), ClaimState.Released, Start);
        Assert.Equal(Id(3), Next()?.Id);

        Claim? Next() => allocation.NextWaiting(_ => true, claim => claim.Line == 0 ? seats : workshop);
        int Position(int number) => allocation.Position(allocation.Claims[Id(number)]);
    }

    [Fact]
    public void An_orphan_is_open_and_takes_nothing()
    {
        var allocation = Allocation.Of([1], 1).Add(Id(0), "a", 0, Pools(0), ClaimState.Confirmed, Start).Move(Id(0), ClaimState.Orphaned, Start);
        Assert.Equal((1, Id(0)), (allocation.Free(Pools(0)), allocation.OpenOf("a", 0)?.Id));
        allocation.CheckWhole("test");
    }

    [Fact]
    public void What_is_overdrawn_miscounted_or_claimed_twice_is_a_bug()
    {
        var allocation = Allocation.Of([1], 1).Add(Id(0), "a", 0, Pools(0), ClaimState.Held, Start, Start);
        Assert.Throws<InvalidDataException>(() => allocation.Add(Id(0), "b", 0, Pools(0), ClaimState.Held, Start));
        Assert.Throws<InvalidDataException>(() => allocation.Add(Id(1), "b", 1, Pools(0), ClaimState.Held, Start));
        Assert.Throws<InvariantException>(() => allocation.Add(Id(1), "b", 0, Pools(0), ClaimState.Held, Start).Check("test"));
        Assert.Throws<InvariantException>(() => (allocation with { Taken = [0] }).CheckWhole("test"));
        Assert.Throws<InvariantException>(() => (allocation with { Lines = [new ClaimLine()] }).CheckWhole("test"));
        Assert.Throws<InvariantException>(() => (allocation with { Open = Allocation.None.Open }).CheckWhole("test"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Allocation.Of([.. Enumerable.Repeat(1, PoolSet.PoolsMax + 1)], 1));
    }

    [Fact]
    public void An_allocation_survives_JSON()
    {
        var allocation = Allocation.Of([2, 1], 2)
            .Add(Id(0), "a", 1, Pools(0, 1), ClaimState.Held, Start, Start.AddHours(1))
            .Add(Id(1), "b", 0, PoolSet.None, ClaimState.Waiting, Start, priority: 3);
        var read = StateJson.Read<Allocation>(StateJson.Write(allocation));
        read.CheckWhole("test");
        SameState.Assert(allocation, read, "allocation");
    }

    private static Allocation Claimed(Allocation allocation, List<Claim> model, PoolSet[] wanted, int lines, Random dice, DateTimeOffset now)
    {
        var (line, holder) = (dice.Next(lines), $"h{dice.Next(12)}");
        if (allocation.OpenOf(holder, line) is not null) return allocation;
        var waits = allocation.Free(wanted[line]) == 0;
        var (pools, state) = waits ? (PoolSet.None, ClaimState.Waiting) : (wanted[line], dice.Next(2) == 0 ? ClaimState.Held : ClaimState.Requested);
        var claim = new Claim(Id(model.Count), holder, line, pools, state, now, waits ? null : now.AddMinutes(dice.Next(1, 30)), model.Count)
        {
            Priority = dice.Next(2),
        };
        model.Add(claim);
        return allocation.Add(claim.Id, holder, line, pools, state, now, claim.Until, claim.Priority);
    }

    private static Allocation Decided(Allocation allocation, List<Claim> model, Random dice, DateTimeOffset now)
    {
        var claim = model[dice.Next(model.Count)];
        ClaimState? to = claim.State switch
        {
            ClaimState.Waiting => ClaimState.Released,
            ClaimState.Offered or ClaimState.Held or ClaimState.Requested => dice.Next(2) == 0 ? ClaimState.Confirmed : ClaimState.Declined,
            ClaimState.Confirmed => dice.Next(3) switch { 0 => ClaimState.Withdrawn, 1 => ClaimState.Orphaned, _ => ClaimState.Attended },
            ClaimState.Orphaned => ClaimState.Withdrawn,
            _ => null,
        };
        return to is { } state ? Moved(allocation, model, claim.Id, state, now) : allocation;
    }

    /// <summary>Never below what is taken: that is for its feature to refuse.</summary>
    private static Allocation Resized(Allocation allocation, PoolSet pools, Random dice) =>
        allocation.Resize(pools, Math.Max(allocation.MostTaken(pools), dice.Next(6)));

    private static Allocation Moved(
        Allocation allocation, List<Claim> model, Guid id, ClaimState to, DateTimeOffset now, DateTimeOffset? until = null, PoolSet? pools = null)
    {
        var at = model.FindIndex(claim => claim.Id == id);
        var before = model[at];
        model[at] = before with { State = to, Since = now, Until = until, Pools = pools ?? before.Pools, CameFromWaiting = before.CameFromWaiting || before.State == ClaimState.Waiting };
        return allocation.Move(id, to, now, until, pools);
    }

    private static Claim FirstWaiting(Allocation allocation, List<Claim> model, PoolSet[] wanted) => model
        .Where(claim => claim.State == ClaimState.Waiting)
        .GroupBy(claim => claim.Line)
        .Select(line => line.OrderBy(claim => claim.Priority).ThenBy(claim => claim.Order).First())
        .Where(claim => allocation.Free(wanted[claim.Line]) > 0)
        .OrderBy(claim => claim.Priority).ThenBy(claim => claim.Order)
        .First();

    private static void Same(Allocation allocation, List<Claim> model, PoolSet[] wanted, int lines)
    {
        allocation.CheckWhole("test");
        Assert.Equal(model, allocation.Claims.Values.OrderBy(claim => claim.Order));
        for (var pool = 0; pool < allocation.Capacities.Length; pool++)
            Assert.InRange(model.Count(claim => claim.TakesUnits && claim.Pools.Contains(pool)), 0, allocation.Capacities[pool]);
        foreach (var pools in wanted)
        {
            var left = Enumerable.Range(0, allocation.Capacities.Length).Where(pools.Contains)
                .Select(pool => allocation.Capacities[pool] - model.Count(claim => claim.TakesUnits && claim.Pools.Contains(pool)));
            Assert.Equal(left.DefaultIfEmpty(int.MaxValue).Min(), allocation.Free(pools));
        }

        Assert.Equal(model.Min(claim => claim.Until), allocation.DueAt);
        for (var line = 0; line < lines; line++)
        {
            foreach (var state in Enum.GetValues<ClaimState>())
                Assert.Equal(model.Count(claim => claim.Line == line && claim.State == state), allocation.Lines[line].Count(state));
        }
    }

    private static PoolSet Pools(params int[] pools) => pools.Aggregate(PoolSet.None, (all, pool) => all.With(PoolSet.Of(pool)));

    private static Guid Id(int number) => new(number + 1, 0, 0, new byte[8]);
}
