using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OutreachSilo.Pages;
using OutreachSilo.TestKit;

[assembly: AssemblyFixture(typeof(OutreachSilo.DemoSite))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OutreachSilo;

/// <summary>The real service with its demo, in a process of its own, and one Chromium for all tests.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    public const string Region = "Y99";
    public const string Board = "/boards/Y99/Foundation";

    /// <summary>How long a condition is waited for before a test fails; no test waits this long when all is well.</summary>
    public const float PatienceMilliseconds = 45_000;

    private static readonly string[] Arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"];

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("outreach-browser-");
    private SiloProcess? silo;
    private IPlaywright? playwright;
    private IBrowser? browser;
    private IReadOnlyDictionary<string, string>? routeValues;

    /// <summary>The service goes by a clock that <see cref="Shift"/> pushes forward, instead of the machine's.</summary>
    public bool HasClock { get; init; }

    /// <summary>The service shows Orleans' dashboard to administrators.</summary>
    public bool HasDashboard { get; init; }

    public async ValueTask InitializeAsync()
    {
        var chromium = Requirements.FindChromium();
        if (chromium is null) return; // each test says so for itself
        var settings = new Dictionary<string, string>(HasClock ? ShiftedClock.Settings(ClockFile) : new Dictionary<string, string>()) { ["Storage__DataFolder"] = data.FullName };
        if (HasDashboard) settings["Dashboard__Enabled"] = "true";
        silo = await SiloProcess.Start(settings, ["--demo"]);
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments, Headless = true });
    }

    private string ClockFile => Path.Combine(data.FullName, "clock");

    /// <summary>From here on the service's clock is so far ahead of the machine's.</summary>
    public void Shift(TimeSpan ahead) => ShiftedClock.Shift(ClockFile, ahead);

    /// <summary>Mails, as the demo sends them.</summary>
    public string OutboxFolder => Path.Combine(data.FullName, "outbox");

    /// <summary>The path of the newest link of a template's mails that begins with such a path; the mail is written in the background.</summary>
    public async Task<string> LinkMailed(string template, string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(PatienceMilliseconds));
        Directory.CreateDirectory(OutboxFolder);
        using var watcher = new FileSystemWatcher(OutboxFolder, "*.eml");
        using var written = new SemaphoreSlim(0);
        watcher.Created += (_, _) => written.Release();
        watcher.Renamed += (_, _) => written.Release();
        watcher.EnableRaisingEvents = true;
        string? newest;
        while ((newest = Newest()) is null) await written.WaitAsync(patience.Token); // other templates' mails are written there too
        var mail = new ReceivedMail("", [], (await File.ReadAllTextAsync(newest, patience.Token)).ReplaceLineEndings("\n"));
        return new Uri(Regex.Match(mail.Parts["text/plain"], $"https?://[^/\\s]+{Regex.Escape(path)}\\S+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).Value).PathAndQuery;

        string? Newest() => Directory.GetFiles(OutboxFolder, $"*-{template}-*.eml").Order(StringComparer.Ordinal).LastOrDefault();
    }

    /// <summary>A window of its own: no cookie of another one. Skips, or fails where CI=true, without Chromium.</summary>
    /// <param name="host">Passkeys belong to a name, not to a number.</param>
    /// <param name="scripts">Run before those of each page.</param>
    public async Task<Window> Open(
        string address, bool script = true, int width = 1280, int height = 800, int? expectedStatus = null, string host = "127.0.0.1", IEnumerable<string>? scripts = null)
    {
        _ = Requirements.Chromium();
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = new UriBuilder(silo!.Address) { Host = host }.ToString(),
            JavaScriptEnabled = script,
            ViewportSize = new() { Width = width, Height = height },
            Locale = "en-GB",
        });
        foreach (var each in scripts ?? []) await context.AddInitScriptAsync(each);
        var window = new Window(context, await context.NewPageAsync()) { ExpectedStatus = expectedStatus };
        await window.Go(address);
        return window;
    }

    /// <summary>
    /// What stands for each parameter of a route where a page is visited: a practice of Imogen Clarke's with a week ahead, the first account
    /// that a coordinator sees, and an invitation that nobody wrote.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> RouteValues()
    {
        if (routeValues is not null) return routeValues;
        await using var window = await Open(Board, script: false);
        var week = (await window.UntouchedWeek(practice: "Y99000")).Split('/');
        await window.SignInAs(Visitor.Coordinator);
        await window.Go("/people");
        var account = await window.Page.Locator("main tbody a").First.GetAttributeAsync("href");
        await using var trainee = await Open("/", script: false);
        await trainee.SignInAs(Visitor.Mentee);
        await trainee.Go("/mentoring");
        var pair = await trainee.Page.Locator("main a[href^='/mentorships/']").First.GetAttributeAsync("href");
        await using var doctor = await Open("/", script: false);
        await doctor.SignInAs(Visitor.Doctor);
        await doctor.Go("/bookings");
        if (await doctor.Page.Locator(".entry a[href$='/history']").CountAsync() == 0)
        {
            await doctor.Hold($"{week[0]}/{week[1]}");
            await doctor.Release();
            await doctor.Go("/bookings");
        }

        var place = (await doctor.Page.Locator(".entry a[href$='/history']").First.GetAttributeAsync("href"))!.Split('/')[2];
        return routeValues = new Dictionary<string, string>
        {
            ["region"] = Region,
            ["kind"] = "Foundation",
            ["ods"] = week[0],
            ["monday"] = week[1],
            ["account"] = account!.Split('/')[^1],
            ["scheme"] = "marlshire",
            ["code"] = "marlshire",
            ["id"] = pair!.Split('/')[2],
            ["place"] = place,
            ["secret"] = "nobody-wrote-this",
            ["token"] = "nobody-wrote-this",
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (silo is not null) await silo.DisposeAsync();
        data.Delete(recursive: true);
    }
}
