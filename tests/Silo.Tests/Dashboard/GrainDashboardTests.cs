using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using OutreachSilo.Demo;
using OutreachSilo.EndToEnd;
using OutreachSilo.TestKit;

namespace OutreachSilo.Dashboard;

/// <summary>Orleans' dashboard in the running service.</summary>
public sealed class GrainDashboardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 240_000)]
    public async Task Without_the_setting_there_is_none()
    {
        await using var silo = await SiloProcess.Start(Settings(), ["--demo"]);
        using var administrator = await SignedIn(silo, "alex@demo.example");

        using var answer = await administrator.GetAsync(Address("/dashboard/"), Token);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact(Timeout = 240_000)]
    public async Task With_the_setting_it_opens_for_administrators_alone_and_loads_under_its_policy()
    {
        var settings = new Dictionary<string, string>(Settings(), StringComparer.Ordinal) { ["Dashboard__Enabled"] = "true" };
        await using var silo = await SiloProcess.Start(settings, ["--demo"]);
        using var anonymous = Client(silo);
        using var coordinator = await SignedIn(silo, "rowan@demo.example");
        using var administrator = await SignedIn(silo, "alex@demo.example");

        foreach (var path in new[] { "/dashboard/", "/dashboard/index.min.js", "/dashboard/DashboardCounters" })
        {
            using var stranger = await anonymous.GetAsync(Address(path), Token);
            Assert.Equal("/sign-in", stranger.RequestMessage!.RequestUri!.AbsolutePath);
            using var refused = await coordinator.GetAsync(Address(path), Token);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var page = await administrator.GetAsync(Address("/dashboard/"), Token);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(GrainDashboard.ContentSecurityPolicy, Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        var text = await page.Content.ReadAsStringAsync(Token);
        Assert.DoesNotMatch("<script(?![^>]*\\ssrc=)", text);
        var named = Regex.Matches(text, "(src|href)=\"(?<file>[^\"]+\\.(js|css))\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var files = named.Select(file => file.Groups["file"].Value).ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var address = new Uri(page.RequestMessage!.RequestUri!, file);
            Assert.Equal(silo.Address.Authority, address.Authority);
            using var loaded = await administrator.GetAsync(address, Token);
            Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
            Assert.NotEmpty(await loaded.Content.ReadAsByteArrayAsync(Token));
        }

        using var counters = await administrator.GetAsync(Address("/dashboard/DashboardCounters"), Token);
        Assert.Equal("application/json", counters.Content.Headers.ContentType?.MediaType);
        Assert.Contains("WeekGrain", await counters.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static Uri Address(string path) => new(path, UriKind.Relative);

    private static HttpClient Client(SiloProcess silo) => new(new HttpClientHandler()) { BaseAddress = silo.Address };

    private static async Task<HttpClient> SignedIn(SiloProcess silo, string email)
    {
        var client = Client(silo);
        var account = new { email, password = DemoAccountList.Password };
        using var answer = await client.PostAsJsonAsync(Address("/api/v1/session"), account, Token);
        answer.EnsureSuccessStatusCode();
        return client;
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal) { ["Storage__DataFolder"] = folder.Path };
}
