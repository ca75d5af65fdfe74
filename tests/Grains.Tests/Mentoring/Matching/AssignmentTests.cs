using FsCheck;
using FsCheck.Fluent;

namespace OutreachSilo.Mentoring;

/// <summary>The assignment against every possible one, on instances small enough to try them all.</summary>
public sealed class AssignmentTests
{
    private const int CostMax = 9;

    [Fact]
    public void Nothing_to_assign_is_assigned() => Assert.Empty(Assignment.Solve([], [], CostMax));

    [Fact]
    public void A_row_without_a_possible_column_is_left_out() =>
        Assert.Equal([Assignment.None, 0], Assignment.Solve([[Assignment.Impossible], [CostMax]], [2], CostMax));

    [Fact]
    public void A_further_pair_is_worth_any_cost() =>
        Assert.Equal([1, 0], Assignment.Solve([[0, CostMax], [0, Assignment.Impossible]], [1, 1], CostMax));

    [Fact]
    public void Costs_too_high_to_add_up_are_rejected() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Assignment.Solve([[0], [0]], [1], int.MaxValue / 2));

    [Fact]
    public void It_is_as_good_as_the_best_of_all() => Check(task => Worth(task, Solve(task)) == Best(task));

    [Fact]
    public void No_column_takes_more_than_it_has_room_for() =>
        Check(task => Solve(task).Where(column => column != Assignment.None).GroupBy(column => column).All(column => column.Count() <= task.Room[column.Key]));

    [Fact]
    public void No_impossible_pair_is_made() => Check(task => Solve(task).Index().All(pair => pair.Item == Assignment.None || task.Costs[pair.Index][pair.Item] != Assignment.Impossible));

    [Fact]
    public void Taking_the_cheapest_for_each_row_in_turn_is_caught() =>
        Assert.Contains("Falsifiable", Assert.ThrowsAny<Exception>(() => Check(task => Worth(task, Greedy(task)) == Best(task))).Message, StringComparison.Ordinal);

    private static int[] Solve(Instance task) => Assignment.Solve(task.Costs, task.Room, CostMax);

    /// <summary>Pairs first, then points saved.</summary>
    private static (int Pairs, int Saved) Worth(Instance task, int[] columns)
    {
        var costs = columns.Index().Where(pair => pair.Item != Assignment.None).Select(pair => task.Costs[pair.Index][pair.Item]).ToList();
        return (costs.Count, -costs.Sum());
    }

    private static (int Pairs, int Saved) Best(Instance task, int row = 0)
    {
        if (row == task.Costs.Length) return default;
        var best = Best(task, row + 1);
        for (var column = 0; column < task.Room.Length; column++)
        {
            if (task.Room[column] == 0 || task.Costs[row][column] == Assignment.Impossible) continue;
            task.Room[column]--;
            var rest = Best(task, row + 1);
            task.Room[column]++;
            var worth = (rest.Pairs + 1, rest.Saved - task.Costs[row][column]);
            if (worth.CompareTo(best) > 0) best = worth;
        }

        return best;
    }

    private static int[] Greedy(Instance task)
    {
        var room = task.Room.ToArray();
        return [.. task.Costs.Select(costs =>
        {
            var cheapest = Enumerable.Range(0, room.Length).Where(column => room[column] > 0 && costs[column] != Assignment.Impossible).DefaultIfEmpty(Assignment.None).MinBy(column => column < 0 ? 0 : costs[column]);
            if (cheapest != Assignment.None) room[cheapest]--;
            return cheapest;
        })];
    }

    private static void Check(Func<Instance, bool> property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(400).WithReplay(3500, 1).WithQuietOnSuccess(true), Prop.ForAll(Instances().ToArbitrary(), property));

    private static Gen<Instance> Instances() =>
        from rows in Gen.Choose(0, 6)
        from columns in Gen.Choose(0, 4)
        from room in Gen.ArrayOf(Gen.Choose(0, 3), columns)
        from costs in Gen.ArrayOf(Gen.ArrayOf(Gen.Frequency((3, Gen.Choose(0, CostMax)), (1, Gen.Constant(Assignment.Impossible))), columns), rows)
        select new Instance(costs, room);

    private sealed record Instance(int[][] Costs, int[] Room);
}
