using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using OutreachSilo.Storage;
using OutreachSilo.TestKit;

namespace OutreachSilo.EndToEnd;

/// <summary>
/// The main job on the real register: 5,000 people go for 40 weeks of 2 places at once, over HTTP; the process is killed in the middle
/// and started again.
/// </summary>
public sealed class OpeningDayTests
{
    private const int People = 5_000;
    private const int Practices = 10;
    private const int WeeksEach = 4;
    private const int Places = 2;
    private const string Region = "Y61";

    [Theory]
    [InlineData(nameof(StorageProvider.Sqlite))]
    [InlineData(nameof(StorageProvider.PostgreSql))]
    public async Task Exactly_the_places_there_are_get_booked_though_the_service_is_killed_in_the_middle(string provider)
    {
        var register = Requirements.SharedData("epraccur_2025-08_raw.csv.gz");
        using var folder = new TemporaryFolder();
        var environment = await Environment(provider, folder.Path);
        var (status, output) = await SiloProcess.Run(environment, "import", "practices", register);
        Assert.True(status == 0, output);
        Assert.Contains("6,220", output, StringComparison.Ordinal);

        var silo = await SiloProcess.Start(environment);
        try
        {
            using var crowd = new Crowd { Address = silo.Address, HalfwayAt = People };
            var tickets = new Tickets(folder.Path, environment.GetValueOrDefault("ConnectionStrings__Outreach"));
            var weeks = await Publish(crowd, tickets);

            // One request in ten at this point: whatever is under way is cut off, acknowledged or not.
            var back = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var rush = Task.WhenAll(Enumerable.Range(0, People).Select(person => Go(crowd, tickets.Doctor(person), person, weeks)));
            await crowd.Halfway.Task;
            crowd.WaitFor(back.Task);
            await silo.Kill();
            var acknowledgedBefore = crowd.Acknowledged.Keys.ToList();
            await silo.DisposeAsync();
            silo = await SiloProcess.Start(environment);
            crowd.Address = silo.Address;
            back.SetResult();
            var results = await rush;

            Assert.NotEmpty(acknowledgedBefore);
            var confirmed = results.SelectMany(result => result.Confirmed).ToList();
            Assert.Equal(Practices * WeeksEach * Places, confirmed.Count);
            Assert.Equal(confirmed.Count, confirmed.Distinct().Count());
            Assert.All(results, result => Assert.True(result.Confirmed.Count <= 1, "somebody is in two places"));
            Assert.All(results, result => Assert.True(result.Confirmed.Count == 1 || result.Waits > 0 || result.Codes.Count > 0, "somebody got neither a place nor an answer"));
            foreach (var code in results.SelectMany(result => result.Codes).Distinct())
                Assert.Contains(code, new[] { "WeekFull", "AgendaOverlap", "PlacesFree", "AlreadyWaiting" });
            foreach (var week in weeks) Assert.Equal((0, 0, Places), await Room(silo, week));
            await EveryAcknowledgedPlaceIsThere(crowd, tickets, results);

            Assert.Equal(0, await silo.Stop());
            (status, output) = await SiloProcess.Run(environment, "audit");
            Assert.True(status == 0, output);
            Assert.Contains("80 confirmed, 0 held", output, StringComparison.Ordinal);
        }
        finally
        {
            await silo.DisposeAsync();
        }
    }

    private static async Task<Dictionary<string, string>> Environment(string provider, string folder)
    {
        var environment = new Dictionary<string, string>
        {
            ["Storage__Provider"] = provider,
            ["Storage__DataFolder"] = folder,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        if (provider == nameof(StorageProvider.PostgreSql)) environment["ConnectionStrings__Outreach"] = await (await Postgres.Shared()).NewDatabase();
        return environment;
    }

    private static async Task<IReadOnlyList<string>> Publish(Crowd crowd, Tickets tickets)
    {
        var coordinator = tickets.Coordinator(Region);
        using var client = new HttpClient { BaseAddress = crowd.Address };
        using var list = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/practices?region={Region}&take={Practices}", UriKind.Relative)));
        var practices = list.RootElement.GetProperty("practices").EnumerateArray().Select(line => line.GetProperty("odsCode").GetString()!).ToList();
        Assert.Equal(Practices, practices.Count);

        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var first = today.AddDays(84 - ((int)today.DayOfWeek + 6) % 7);
        while (Enumerable.Range(0, 5 * WeeksEach + 8).Any(day => Common.BankHolidays.Released.IsHoliday(Common.Nation.England, first.AddDays(day)))) first = first.AddDays(7);
        foreach (var practice in practices)
        {
            var answer = await crowd.Send(HttpMethod.Post, $"/api/v1/practices/{practice}/weeks", coordinator, $"publish-{practice}", new
            {
                first = Date(first),
                last = Date(first.AddDays(7 * (WeeksEach - 1))),
                deskLimit = 5,
                offers = new[]
                {
                    new { kind = "Foundation", capacity = Places, supervisor = "", halfDays = new[] { "mon-am", "mon-pm", "tue-am", "tue-pm", "wed-am", "wed-pm", "thu-am", "thu-pm", "fri-am", "fri-pm" } },
                },
            });
            Assert.Equal(HttpStatusCode.OK, answer.Status);
        }

        return [.. practices.SelectMany(practice => Enumerable.Range(0, WeeksEach).Select(week => $"{practice}/{Date(first.AddDays(7 * week))}"))];
    }

    /// <summary>Goes for the same Monday at two practices at the same moment; takes what is given, or waits.</summary>
    private static async Task<Result> Go(Crowd crowd, string cookie, int person, IReadOnlyList<string> weeks)
    {
        var (practice, week) = (person % Practices, person / Practices % WeeksEach);
        string[] wanted = [weeks[practice * WeeksEach + week], weeks[(practice + 1 + person % 7) % Practices * WeeksEach + week]];
        var result = new Result();
        var holds = await Task.WhenAll(wanted.Select((one, i) =>
            crowd.Send(HttpMethod.Post, $"/api/v1/weeks/{one}/places", cookie, $"hold-{person}-{i}", new { kind = "Foundation" })));
        foreach (var hold in holds)
        {
            var place = hold;
            while (place.Status == HttpStatusCode.Accepted) place = await crowd.Send(HttpMethod.Post, $"/api/v1/weeks/{wanted[Array.IndexOf(holds, hold)]}/places", cookie, $"hold-{person}-{Array.IndexOf(holds, hold)}", new { kind = "Foundation" });
            if (place.Status != HttpStatusCode.Created)
            {
                result.Codes.Add(place.Code ?? place.Status.ToString());
                continue;
            }

            var confirmation = await crowd.Send(HttpMethod.Post, $"/api/v1/places/{place.Place}/confirm", cookie, $"confirm-{person}-{place.Place}");
            if (confirmation.Status == HttpStatusCode.OK) result.Confirmed.Add(place.Place!.Value);
            else result.Codes.Add(confirmation.Code ?? confirmation.Status.ToString());
        }

        if (result.Confirmed.Count > 0) return result;
        var waiting = await crowd.Send(HttpMethod.Post, $"/api/v1/weeks/{wanted[0]}/waiting", cookie, $"wait-{person}", new { kind = "Foundation" });
        if (waiting.Status == HttpStatusCode.Created) result.Waits++;
        else result.Codes.Add(waiting.Code ?? waiting.Status.ToString());
        return result;
    }

    private static async Task<(int Free, int Held, int Confirmed)> Room(SiloProcess silo, string week)
    {
        using var client = new HttpClient { BaseAddress = silo.Address };
        using var view = JsonDocument.Parse(await client.GetStringAsync(new Uri($"/api/v1/weeks/{week}", UriKind.Relative)));
        var offer = view.RootElement.GetProperty("offers")[0];
        return (offer.GetProperty("free").GetInt32(), offer.GetProperty("held").GetInt32(), offer.GetProperty("confirmed").GetInt32());
    }

    private static async Task EveryAcknowledgedPlaceIsThere(Crowd crowd, Tickets tickets, Result[] results)
    {
        using var client = new HttpClient { BaseAddress = crowd.Address };
        var found = new ConcurrentBag<Guid>();
        for (var person = 0; person < results.Length; person++)
        {
            if (results[person].Confirmed.Count == 0) continue;
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/me/agenda", UriKind.Relative));
            request.Headers.Add("Cookie", tickets.Doctor(person));
            using var response = await client.SendAsync(request);
            using var agenda = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            foreach (var entry in agenda.RootElement.GetProperty("entries").EnumerateArray())
                if (entry.GetProperty("state").GetString() == "Confirmed") found.Add(entry.GetProperty("id").GetGuid());
        }

        var confirmed = results.SelectMany(result => result.Confirmed).ToHashSet();
        Assert.True(confirmed.SetEquals(found));
        Assert.All(crowd.Acknowledged.Where(one => one.Value == "Confirmed"), one => Assert.Contains(one.Key, confirmed));
    }

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Result
    {
        public List<Guid> Confirmed { get; } = [];

        public List<string> Codes { get; } = [];

        public int Waits { get; set; }
    }
}
