using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using OutreachSilo.Practices;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.EndToEnd;

/// <summary>
/// Three processes over one PostgreSQL database: faults F9 and F10, an orderly leave, and pages that are right on every node.
/// </summary>
[Collection(Alone)]
[CollectionDefinition(Alone, DisableParallelization = true)]
public sealed class ClusterTests
{
    /// <summary>Three processes and their database have the machine to themselves.</summary>
    private const string Alone = "Three nodes";

    private const int Practices = 12;
    private const int Places = 20;
    private static readonly TimeSpan NodeLoss = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly ITestOutputHelper output = TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task Weeks_go_on_when_a_node_dies_when_all_die_and_when_one_leaves()
    {
        using var folder = new TemporaryFolder();
        var settings = new Dictionary<string, string>
        {
            ["Storage__Provider"] = nameof(StorageProvider.PostgreSql),
            ["Storage__DataFolder"] = folder.Path,
            ["ConnectionStrings__Outreach"] = await (await Postgres.Shared()).NewDatabase(),
            ["Logging__LogLevel__Default"] = "Warning",
        };
        await ImportPractices(settings, folder.Path);
        var nodes = new List<SiloProcess>();
        try
        {
            var took = Stopwatch.StartNew();
            for (var node = 0; node < 3; node++) nodes.Add(await Join(settings));
            var firstStart = took.Elapsed;
            output.WriteLine($"first start: ready after {firstStart.TotalSeconds:0.0} s");
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
            var tickets = new Tickets(folder.Path, settings["ConnectionStrings__Outreach"]);
            var weeks = await Publish(client, nodes[0], tickets);
            var booked = 0;
            await EachWeekIsBooked(client, nodes[0], tickets, weeks, ++booked);
            await EveryBoardShows(client, nodes, booked);

            await nodes[2].Kill();
            took.Restart();
            await EachWeekIsBooked(client, nodes[0], tickets, weeks, ++booked);
            output.WriteLine($"a node killed: every week booked again after {took.Elapsed.TotalSeconds:0.0} s");
            Assert.InRange(took.Elapsed, TimeSpan.Zero, NodeLoss);
            await EveryBoardShows(client, nodes[..2], booked);
            output.WriteLine($"a node killed: every board right after {took.Elapsed.TotalSeconds:0.0} s");

            foreach (var node in nodes) await node.DisposeAsync();
            nodes.Clear();
            took.Restart();
            nodes.AddRange(await Task.WhenAll(Join(settings), Join(settings), Join(settings)));
            output.WriteLine($"all killed: ready on new ports after {took.Elapsed.TotalSeconds:0.0} s");

            // How long three processes take to start is the machine's affair; what the dead cost them is the cluster's.
            Assert.InRange(took.Elapsed, TimeSpan.Zero, firstStart + NodeLoss);
            took.Restart();
            await EachWeekIsBooked(client, nodes[0], tickets, weeks, ++booked);
            output.WriteLine($"all killed: every week booked again {took.Elapsed.TotalSeconds:0.0} s later");
            Assert.InRange(took.Elapsed, TimeSpan.Zero, NodeLoss);

            Assert.Equal(0, await nodes[2].Stop());
            took.Restart();
            await EachWeekIsBooked(client, nodes[0], tickets, weeks, ++booked);
            output.WriteLine($"a node left: every week booked again after {took.Elapsed.TotalSeconds:0.0} s");
            Assert.InRange(took.Elapsed, TimeSpan.Zero, NodeLoss);
            await EveryBoardShows(client, nodes[..2], booked);

            foreach (var node in nodes[..2]) Assert.Equal(0, await node.Stop());
            var (status, report) = await SiloProcess.Run(settings, "audit");
            Assert.True(status == 0, report);
        }
        catch (Exception)
        {
            foreach (var node in nodes) output.WriteLine($"--- {node.Address}\n{Tail(node.Output)}");
            throw;
        }
        finally
        {
            foreach (var node in nodes) await node.DisposeAsync();
        }
    }

    /// <summary>A node on ports of its own.</summary>
    private static Task<SiloProcess> Join(Dictionary<string, string> settings) => SiloProcess.Start(WithCluster(settings));

    private static Dictionary<string, string> WithCluster(Dictionary<string, string> settings) => new(settings)
    {
        ["Cluster__AdvertisedAddress"] = "127.0.0.1",
        ["Cluster__SiloPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
        ["Cluster__GatewayPort"] = FreePort.Next().ToString(CultureInfo.InvariantCulture),
    };

    private static async Task ImportPractices(Dictionary<string, string> settings, string folder)
    {
        var register = Path.Combine(folder, "practices.csv");
        await File.WriteAllBytesAsync(register, PracticeLines.File([.. Enumerable.Range(0, Practices).Select(practice => PracticeLines.Published(Code(practice), $"SURGERY {practice}"))]));
        var (status, report) = await SiloProcess.Run(WithCluster(settings), "import", "practices", register);
        Assert.True(status == 0, report);
    }

    private static async Task<IReadOnlyList<string>> Publish(HttpClient client, SiloProcess node, Tickets tickets)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var monday = today.AddDays(84 - ((int)today.DayOfWeek + 6) % 7);
        while (Enumerable.Range(0, 5).Any(day => Common.BankHolidays.IsHoliday(monday.AddDays(day)))) monday = monday.AddDays(7);
        var date = monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var practice = 0; practice < Practices; practice++)
        {
            var answer = await Send(client, node, HttpMethod.Post, $"/api/v1/practices/{Code(practice)}/weeks", tickets.Coordinator("Y61"), $"publish-{practice}", new
            {
                first = date,
                last = date,
                deskLimit = Places,
                offers = new[] { new { kind = "Foundation", capacity = Places, supervisor = "", halfDays = new[] { "mon-am", "mon-pm" } } },
            });
            Assert.Equal(HttpStatusCode.OK, answer);
        }

        return [.. Enumerable.Range(0, Practices).Select(practice => $"{Code(practice)}/{date}")];
    }

    /// <summary>One more doctor in every week; whoever gets no answer asks again with the same key.</summary>
    private static async Task EachWeekIsBooked(HttpClient client, SiloProcess node, Tickets tickets, IReadOnlyList<string> weeks, int round) =>
        await Task.WhenAll(weeks.Select(async (week, number) =>
        {
            var person = round * Practices + number;
            while (await Send(client, node, HttpMethod.Post, $"/api/v1/weeks/{week}/places", tickets.Doctor(person), $"hold-{person}", new { kind = "Foundation" }) is var status && status != HttpStatusCode.Created)
            {
                Assert.True(status is null or HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable, $"{week}: {status}");
                await Task.Delay(AskAgainAfter);
            }
        }));

    private static async Task EveryBoardShows(HttpClient client, IReadOnlyList<SiloProcess> nodes, int booked)
    {
        foreach (var node in nodes) await RunningStorage.Until(async () => await Free(client, node) is { } free && free.Count == Practices && free.TrueForAll(left => left == Places - booked));
    }

    private static async Task<List<int>?> Free(HttpClient client, SiloProcess node)
    {
        using var response = await client.GetAsync(new Uri(node.Address, "/api/v1/boards/Y61/Foundation"));
        if (!response.IsSuccessStatusCode) return null;
        using var board = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return [.. board.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("f").GetInt32())];
    }

    /// <summary>Null when no answer came.</summary>
    private static async Task<HttpStatusCode?> Send(HttpClient client, SiloProcess node, HttpMethod method, string path, string cookie, string key, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(node.Address, path)) { Content = System.Net.Http.Json.JsonContent.Create(body) };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private static string Code(int practice) => string.Create(CultureInfo.InvariantCulture, $"K81{practice:000}");

    private static string Tail(string text) => text[Math.Max(0, text.Length - 4_000)..];
}
