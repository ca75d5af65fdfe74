using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;
using OutreachSilo.TestKit;

namespace OutreachSilo.Common;

/// <summary>The whole door over fake grains, with a data folder of its own, on a manual clock.</summary>
internal sealed class Door : IAsyncDisposable
{
    public const string Ana = "0000000000000000000000000000000a";

    private Door(WebApplication app, FakeGrains grains, ManualTime time, Log log) => (App, Grains, Time, Log) = (app, grains, time, log);

    public WebApplication App { get; }

    public FakeGrains Grains { get; }

    public ManualTime Time { get; }

    public Log Log { get; }

    public FakeHistory History => (FakeHistory)App.Services.GetRequiredService<IRecordHistory>();

    public string DataFolder => App.Configuration["Storage:DataFolder"]!;

    public Uri Address => new(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <param name="kestrel">A real port on loopback instead of a server in memory.</param>
    public static Task<Door> Open(bool kestrel = false, params (string Key, string Value)[] settings) => Start(kestrel, false, settings);

    /// <summary>With the pages that people see, and without rate limits unless they are set.</summary>
    public static Task<Door> OpenWithPages(params (string Key, string Value)[] settings) => Start(false, true, [.. OpenDoor.NoLimits, .. settings]);

    private static async Task<Door> Start(bool kestrel, bool pages, (string Key, string Value)[] settings)
    {
        // The manifests of static files go by the application's name.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", ApplicationName = pages ? "WebClient" : null });
        var (grains, time, log) = (new FakeGrains(), new ManualTime(), new Log());
        var folder = Directory.CreateTempSubdirectory("door");
        await EmptyAccounts.CopyTo(folder.FullName);
        builder.Configuration.AddInMemoryCollection([
            new("Storage:DataFolder", folder.FullName),
            // The last of a key counts.
            .. settings.Reverse().DistinctBy(it => it.Key).Select(it => KeyValuePair.Create(it.Key, (string?)it.Value)),
        ]);
        // At the levels that the service runs with.
        builder.Logging.ClearProviders().AddProvider(log).AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IGrainFactory>(grains);
        builder.Services.AddSingleton<IPracticeDirectory, FakeDirectory>();
        builder.Services.AddSingleton<IRegionTrends, FakeTrends>();
        builder.Services.AddSingleton<IMentoringDirectory, FakeMentoringDirectory>();
        builder.Services.AddSingleton<IRecordHistory, FakeHistory>();
        builder.AddOutreachWeb();
        // How hard a password is to guess from its hash is the framework's to test; here it would only take time.
        builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
        if (pages) builder.AddOutreachPages();
        if (kestrel) builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        else builder.WebHost.UseTestServer();
        var app = builder.Build();
        if (pages) app.UseOutreachErrorPages();
        app.UseOutreachWeb().MapOutreachWeb();
        if (pages) app.MapOutreachPages();
        await app.StartAsync();
        return new Door(app, grains, time, log);
    }

    public HttpClient Client(string? cookie = null)
    {
        var client = App.Services.GetRequiredService<IServer>() is TestServer server
            ? server.CreateClient()
            : new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        if (cookie is not null) client.DefaultRequestHeaders.Add("Cookie", cookie);
        return client;
    }

    /// <summary>A cookie as signing in gives it, without the time that a password takes.</summary>
    public string Cookie(string account, params (string Type, string Value)[] claims) => Cookie(account, null, claims);

    public string Cookie(string account, DateTimeOffset? expires, params (string Type, string Value)[] claims)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, account), new Claim(ClaimTypes.Name, account), .. claims.Select(claim => new Claim(claim.Type, claim.Value))],
            IdentityConstants.ApplicationScheme);
        var properties = new AuthenticationProperties { IssuedUtc = Time.GetUtcNow(), ExpiresUtc = expires ?? DateTimeOffset.MaxValue.AddDays(-1) };
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), properties, IdentityConstants.ApplicationScheme);
        var cookies = App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        return $"{AccountsHosting.CookieName}={cookies.TicketDataFormat.Protect(ticket)}";
    }

    /// <summary>What a cookie of this door says.</summary>
    public AuthenticationTicket TicketOf(string cookie) =>
        App.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme).TicketDataFormat.Unprotect(cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..])!;

    public string DoctorCookie(string account = "ana", string person = Ana) => Cookie(account, (ClaimTypes.Role, Roles.Doctor), (OutreachClaims.Person, person));

    public string ManagerCookie(string practice = "K81001") => Cookie("mara", (ClaimTypes.Role, Roles.PracticeManager), (OutreachClaims.Practice, practice));

    public string AssistantCookie(string practice = "K81001") => Cookie("asa", (ClaimTypes.Role, Roles.PracticeAssistant), (OutreachClaims.Assists, practice));

    public string ReceptionCookie(string practice = "K81001") => Cookie("remi", (ClaimTypes.Role, Roles.PracticeReception), (OutreachClaims.Receives, practice));

    public string SchemeLeadCookie(string scheme = "cambridge") => Cookie("sol", (ClaimTypes.Role, Roles.SchemeLead), (OutreachClaims.Scheme, scheme));

    /// <summary>A trainee; all of them have one name, so that a signature is judged by who they are and not by what they are called.</summary>
    public string TraineeCookie(string person = SomeMentoring.Tia, string scheme = SomeMentoring.Scheme, string? account = null) => Cookie(
        account ?? $"trainee-{person[^1]}", (ClaimTypes.Role, Roles.Trainee), (OutreachClaims.Person, person), (OutreachClaims.Trains, scheme), (OutreachClaims.DisplayName, SomeMentoring.SignerName));

    public string AdministratorCookie(string account = "adi") => Cookie(account, (ClaimTypes.Role, Roles.Administrator));

    /// <summary>One of each who may call, by what they are to practice K81001 in region Y61 and to the scheme cambridge with its pair.</summary>
    public IReadOnlyList<(string Who, string? Cookie)> Everybody() =>
    [
        ("anonymous", null),
        ("doctor", DoctorCookie()),
        ("its manager", ManagerCookie()),
        ("its assistant", AssistantCookie()),
        ("its reception", ReceptionCookie()),
        ("other manager", ManagerCookie("K81002")),
        ("its coordinator", CoordinatorCookie()),
        ("other coordinator", CoordinatorCookie("Y56")),
        ("scheme lead", SchemeLeadCookie()),
        ("other scheme lead", SchemeLeadCookie("oxford")),
        ("its mentor", TraineeCookie(SomeMentoring.Mo)),
        ("its mentee", TraineeCookie()),
        ("other trainee", TraineeCookie(SomeMentoring.Tor, "oxford")),
        ("administrator", AdministratorCookie()),
        ("no role", Cookie("nora")),
    ];

    public string CoordinatorCookie(string region = "Y61") => Cookie("cora", (ClaimTypes.Role, Roles.Coordinator), (OutreachClaims.Region, region));

    public async ValueTask DisposeAsync()
    {
        var folder = DataFolder;
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

internal static class Requests
{
    public static HttpRequestMessage With(this HttpRequestMessage request, string header, string value)
    {
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }

    public static HttpRequestMessage Request(HttpMethod method, string path, string? json = null, string? key = "key-1")
    {
        var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    public static async Task<JsonElement> Json(this HttpResponseMessage response) => JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;

    /// <summary>The code of a problem, after checking that it is one and complete.</summary>
    public static async Task<string> Code(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Json();
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        foreach (var member in new[] { "title", "detail", "traceId" }) Assert.NotEqual("", problem.GetProperty(member).GetString());
        var code = problem.GetProperty("code").GetString()!;
        Assert.Equal("urn:outreach:problem:" + code, problem.GetProperty("type").GetString());
        return code;
    }
}
