using System.Globalization;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Benchmarks.Http;
using OutreachSilo.Benchmarks.Measuring;
using OutreachSilo.Benchmarks.Viewers;

namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B7: 10,000 idle viewers on as many boards as there can be: a hundred region codes, two kinds each; by Zipf's law.</summary>
internal sealed class ManyBoards : IScenario
{
    private const double Exponent = 1.1;
    /// <summary>For the collector to give back what it no longer needs.</summary>
    private static readonly TimeSpan LongRest = TimeSpan.FromSeconds(70);

    public string Name => "b7";

    public string What => "many boards: memory of 10,000 idle viewers on 200 boards";

    public async Task<IReadOnlyList<Line>> Run(BenchmarkContext context)
    {
        var rest = context.Quick ? context.Stretch : LongRest;
        var viewers = context.Quick ? 2_000 : 10_000;
        await using var silo = await ServedSilo.Start(context, context.Databases[0], journal => Weeks.Publish(journal, [Weeks.Id(0)], 100));
        string[] boards = [.. from region in Enumerable.Range(0, 100) from kind in new[] { "Foundation", "School" } select string.Create(CultureInfo.InvariantCulture, $"live/Y{region:00}/{kind}")];

        // What only the first ones cost, code and boards, is there before the measurement.
        await using (var warm = new Audience(boards.Select(board => new BoardWatch(silo.Address, board))))
        {
            await warm.Join();
            await warm.Cut();
        }

        await Task.Delay(rest);
        var before = silo.Use.Resident.All;
        await using var audience = new Audience(Zipf(boards.Length, viewers).Select(board => new BoardWatch(silo.Address, boards[board])));
        await audience.Join();
        await Task.Delay(rest);
        var cpu = silo.Use.Cpu;
        await Task.Delay(rest);
        cpu = silo.Use.Cpu - cpu;
        var each = (silo.Use.Resident.All - before) / (double)viewers;
        context.Tell($"{viewers} idle viewers: {each / 1024:0.0} KB each, {cpu / rest:0.000} of a core; before them {before / 1024 / 1024} MB");
        return [new Line("b7", $"resident memory per idle viewer of {viewers:N0}", each / 1024, "KB") { LessIsBetter = true, Target = { [Line.Self] = 25 }, Also = { ["idleCoreShare"] = cpu / rest } }];
    }

    /// <summary>Which board each viewer is on; the same every time.</summary>
    private static IEnumerable<int> Zipf(int boards, int viewers)
    {
        var weights = Enumerable.Range(1, boards).Select(rank => Math.Pow(rank, -Exponent)).ToArray();
        var all = weights.Sum();
        var (board, upTo) = (0, weights[0]);
        for (var viewer = 0; viewer < viewers; viewer++)
        {
            while (board < boards - 1 && upTo / all * viewers <= viewer) upTo += weights[++board];
            yield return board;
        }
    }
}
