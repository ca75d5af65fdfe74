namespace OutreachSilo.Benchmarks.Scenarios;

/// <summary>B8. Viewers of ten boards lose their connections at once, miss bookings, and come back with what they have.</summary>
internal sealed class ReconnectStorm() : Scenario(
    "b8", "reconnect storm: 5,000 sockets dropped at once",
    new Metric("b8", "until each viewer shows the right version", "s", Goal.AtMost(2, 5)))
{
    private const int Boards = 10;

    public override async Task<IReadOnlyList<Line>> Run(BenchmarkContext context, StorageProvider database)
    {
        var count = context.Quick ? 1_000 : 5_000;
        await using var silo = await ServedSilo.Start(context, database, async journal =>
        {
            for (var board = 0; board < Boards; board++)
                await Weeks.Publish(
                    journal, Enumerable.Range(20 * board, 20).Select(number => Weeks.Id(number, 20)), Bookings.Unlimited, Region(board));
        });
        var book = HttpRequests.Book(silo.Tickets, Boards * context.Rounds, (_, person) => Weeks.Id(person % Boards * 20, 20));
        using var connections = await HttpConnections.Open(silo.Address, 1);
        var viewers = Enumerable.Range(0, count).Select(number => new BoardViewer(silo.Address, Board(number % Boards)));
        await using var group = new ViewerGroup(viewers);
        await group.ForEach(viewer => viewer.Join());

        var times = new List<double>();
        for (var round = 0; round < context.Rounds; round++)
        {
            await group.ForEach(viewer => viewer.Cut());
            var right = new Dictionary<string, long>(StringComparer.Ordinal);
            for (var board = 0; board < Boards; board++)
            {
                await connections.MustGet(201, book, round * Boards + board);
                using var last = new BoardViewer(silo.Address, Board(board));
                await last.Join();
                while (last.Version == group.Viewers[board].Version) await Task.Delay(TimeSpan.FromMilliseconds(5));
                right[last.Board] = last.Version;
            }

            var started = Stopwatch.GetTimestamp();
            await group.ForEach(viewer => viewer.Join());
            await group.WaitFor(viewer => right[viewer.Board]);
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        await silo.StopAndVerify(connections.Count(201));
        return [new Line(Metrics[0], database, Comparison.Median(times)) { Also = { ["slowest"] = times.Max(), ["viewers"] = count } }];
    }

    private static string Region(int board) => string.Create(CultureInfo.InvariantCulture, $"Y{60 + board}");

    private static string Board(int board) => $"live/{Region(board)}/Foundation";
}
