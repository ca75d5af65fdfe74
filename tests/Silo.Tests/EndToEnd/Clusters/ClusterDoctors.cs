using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.TestKit;

namespace OutreachSilo.EndToEnd;

/// <summary>
/// Doctors who book one week each, over HTTP, at the nodes of a cluster; one who gets no answer asks the next node with the same key. The
/// weeks of the first Monday are for checks, the others for load.
/// </summary>
internal sealed class ClusterDoctors(Tickets tickets) : IDisposable
{
    public const int Practices = 12;
    private const int Mondays = 20;
    private const int Places = 50;
    private const string Region = "Y61";

    /// <summary>So many at once wait for an answer under load; who comes then goes away.</summary>
    private const int WaitingMax = 200;

    /// <summary>A cluster that has not recovered after this long is broken.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = AnswerWithin };
    private readonly ConcurrentDictionary<string, string> acknowledged = [];
    private List<DateOnly> mondays = [];
    private int doctors;

    /// <summary>Where they are sent to.</summary>
    public IReadOnlyList<SiloProcess> Nodes { get; set; } = [];

    /// <summary>How many have been told that they have a place.</summary>
    public int Acknowledged => acknowledged.Count;

    /// <summary>Every practice offers its places on every Monday.</summary>
    public async Task PublishWeeks()
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var first = today.AddDays(84 - ((int)today.DayOfWeek + 6) % 7);
        var weeks = Enumerable.Range(0, 2 * Mondays).Select(week => first.AddDays(7 * week));
        mondays = [.. weeks.Where(monday => !Enumerable.Range(0, 5).Any(day => BankHolidays.Released.IsHoliday(Nation.England, monday.AddDays(day)))).Take(Mondays)];
        await Task.WhenAll(Enumerable.Range(0, Practices).Select(async practice =>
        {
            foreach (var date in mondays.Select(Day))
            {
                var offer = new { kind = "Foundation", capacity = Places, supervisor = "", halfDays = new[] { "mon-am", "mon-pm" } };
                var body = new { first = date, last = date, deskLimit = Places, offers = new[] { offer } };
                var (path, key) = ($"/api/v1/practices/{Code(practice)}/weeks", $"publish-{practice}-{date}");
                await Until(
                    attempt => Send(Next(attempt), path, tickets.Coordinator(Region), key, body),
                    HttpStatusCode.OK,
                    $"{Code(practice)} published {date}");
            }
        }));
    }

    /// <summary>One more doctor has a place in every week of the first Monday.</summary>
    /// <param name="firstAsked">The node that is asked before those they are sent to; null for none.</param>
    public Task BookEveryWeek(SiloProcess? firstAsked = null) =>
        Task.WhenAll(Enumerable.Range(0, Practices).Select(practice => Book(practice, monday: 0, practice, firstAsked)));

    /// <summary>So many doctors a second book weeks of the other Mondays and read a board, until stopped. Everybody gets an answer.</summary>
    public async Task Load(int perSecond, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var waiting = new List<Task>();
        for (var number = 0; number < Practices * (Mondays - 1) * Places && await Ticked(pace, stop);)
        {
            waiting.RemoveAll(one => one.IsCompletedSuccessfully);
            if (waiting.Find(one => one.IsFaulted) is { } broken) await broken;
            if (waiting.Count >= WaitingMax) continue;
            waiting.Add(Book(number % Practices, 1 + number / Practices % (Mondays - 1), number));
            waiting.Add(FreePlaces(Next(number)));
            number++;
        }

        await Task.WhenAll(waiting);
    }

    /// <summary>Returns when the board of every node that people are sent to shows exactly the places that are left.</summary>
    public async Task BoardsAreRight()
    {
        var watch = Stopwatch.StartNew();
        var taken = acknowledged.Values.CountBy(week => week).ToDictionary();
        var right = AllWeeks().Select(week => Places - taken.GetValueOrDefault(week)).Order().ToList();
        foreach (var node in Nodes)
        {
            while (!(await FreePlaces(node) ?? []).SequenceEqual(right))
            {
                if (watch.Elapsed > Patience)
                    throw new TimeoutException($"The board of {node.Address} was not right within {Patience.TotalSeconds:0} s.");
                await Task.Delay(AskAgainAfter);
            }
        }
    }

    /// <summary>What a node's board shows of each week, in ascending order; null when it does not answer.</summary>
    public async Task<IReadOnlyList<int>?> FreePlaces(SiloProcess node)
    {
        using var board = await Get(node, $"/api/v1/boards/{Region}/Foundation", cookie: null);
        var rows = board?.RootElement.GetProperty("rows").EnumerateArray();
        return rows is null ? null : [.. rows.Value.Select(row => row.GetProperty("f").GetInt32()).Order()];
    }

    /// <summary>Places that were acknowledged and are not there, and places that nobody was told of: none in a sound cluster.</summary>
    public async Task<IReadOnlyList<string>> Differences()
    {
        var stored = new List<(string Person, string Week)>();
        foreach (var week in AllWeeks())
        {
            using var json = await Get(Nodes[0], $"/api/v1/weeks/{week}/people", tickets.Coordinator(Region))
                ?? throw new TimeoutException($"{week} cannot be read.");
            var people = json.RootElement.GetProperty("people").EnumerateArray();
            stored.AddRange(people.Select(one => (Guid.Parse(one.GetProperty("person").GetString()!).ToString("N"), week)));
        }

        var told = acknowledged.Select(one => (Person: one.Key, Week: one.Value)).ToList();
        return [.. told.Except(stored).Select(one => $"lost: {one}"), .. stored.Except(told).Select(one => $"not acknowledged: {one}")];
    }

    public static string Code(int practice) => string.Create(CultureInfo.InvariantCulture, $"K81{practice:000}");

    public void Dispose() => client.Dispose();

    private async Task Book(int practice, int monday, int attempt, SiloProcess? firstAsked = null)
    {
        var doctor = Interlocked.Increment(ref doctors);
        var (week, body) = (Week(practice, monday), new { kind = "Foundation" });
        await Until(Ask, HttpStatusCode.Created, $"{week} booked");
        acknowledged[Tickets.PersonId(doctor)] = week;

        Task<HttpStatusCode?> Ask(int number)
        {
            var node = number == 0 && firstAsked is not null ? firstAsked : Next(attempt + number);
            return Send(node, $"/api/v1/weeks/{week}/places", tickets.Doctor(doctor), $"hold-{doctor}", body);
        }
    }

    /// <summary>Asks until the answer is the wanted one; one that tells to ask again, or none, is followed by the next attempt.</summary>
    private static async Task Until(Func<int, Task<HttpStatusCode?>> ask, HttpStatusCode wanted, string what)
    {
        var watch = Stopwatch.StartNew();
        for (var attempt = 0; await ask(attempt) is var status && status != wanted; attempt++)
        {
            if (status is not (null or HttpStatusCode.Accepted or HttpStatusCode.ServiceUnavailable))
                throw new InvalidOperationException($"{what}: answered {status}.");
            if (watch.Elapsed > Patience)
                throw new TimeoutException($"{what}: not within {Patience.TotalSeconds:0} s; last answer {status?.ToString() ?? "none"}.");
            await Task.Delay(AskAgainAfter);
        }
    }

    private async Task<JsonDocument?> Get(SiloProcess node, string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Address, path));
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var response = await Answer(request);
        return response is { IsSuccessStatusCode: true } ? JsonDocument.Parse(await response.Content.ReadAsStringAsync()) : null;
    }

    /// <summary>Null when no answer came.</summary>
    private async Task<HttpStatusCode?> Send(SiloProcess node, string path, string cookie, string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Address, path)) { Content = JsonContent.Create(body) };
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Idempotency-Key", key);
        using var response = await Answer(request);
        return response?.StatusCode;
    }

    private async Task<HttpResponseMessage?> Answer(HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    private static async Task<bool> Ticked(PeriodicTimer pace, CancellationToken stop)
    {
        try
        {
            return await pace.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private SiloProcess Next(int attempt)
    {
        var nodes = Nodes;
        return nodes[attempt % nodes.Count];
    }

    private IEnumerable<string> AllWeeks() =>
        Enumerable.Range(0, Practices * Mondays).Select(number => Week(number % Practices, number / Practices));

    private string Week(int practice, int monday) => $"{Code(practice)}/{Day(mondays[monday])}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
