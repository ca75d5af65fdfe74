using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using OutreachSilo.Demo;
using OutreachSilo.EndToEnd;
using OutreachSilo.TestKit;

namespace OutreachSilo.Telemetry;

/// <summary>What a collector is sent by the service as it runs.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string Secret = "nobody-wrote-this";

    private static readonly string[] Instruments =
    [
        "http.server.request.duration", "dotnet.gc.collections", "outreach.journal.rows", "outreach.journal.flush.duration",
        "outreach.changes", "outreach.live.viewers", "outreach.refusals", "outreach.follower.lag",
        "outreach.email.waiting", "outreach.email.oldest.age",
    ];

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 240_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_collector_receives_traces_metrics_and_logs(bool onPostgreSql)
    {
        await using var collector = await Collector.Start();
        var settings = new Dictionary<string, string>(collector.Settings, StringComparer.Ordinal) { ["Storage__DataFolder"] = folder.Path };
        if (onPostgreSql)
        {
            settings["Storage__Provider"] = "PostgreSql";
            settings["ConnectionStrings__Outreach"] = await (await Postgres.Shared()).NewDatabase();
        }

        await using var silo = await SiloProcess.Start(settings, ["--demo"]);
        using var client = new HttpClient { BaseAddress = silo.Address };
        foreach (var address in new[] { "/boards", $"/invitation/{Secret}?from={Secret}" })
            using (await client.GetAsync(new Uri(address, UriKind.Relative), Token)) { }

        await IsRefused(client);
        await collector.Until(it => Instruments.All(it.Metrics.ContainsKey) && it.Metrics.Values.Contains("Microsoft.Orleans"), Token);
        await collector.Until(it => it.Logs.Any(line => line.Contains("the demo's county", StringComparison.Ordinal)), Token);
        await collector.Until(it => it.Spans.Any(span => span.Name == "GET /invitation/{secret}"), Token);
        await collector.Until(it => it.Spans.Any(span => span.Scope.StartsWith("Microsoft.Orleans", StringComparison.Ordinal)), Token);
        if (onPostgreSql) await collector.Until(it => it.Spans.Any(span => span.Scope == "Npgsql"), Token);

        Assert.Equal("OutreachSilo.Storage", collector.Metrics["outreach.journal.rows"]);
        var values = collector.Spans.SelectMany(span => span.Attributes.Values);
        Assert.DoesNotContain(values, value => value.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(collector.Spans, span => span.Name.Contains("/health", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("http://127.0.0.1:4317", true)]
    public async Task Nothing_is_collected_unless_a_collector_is_named(string endpoint, bool isCollected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        builder.Configuration["Telemetry:GrainCalls"] = "false";
        builder.AddOutreachTelemetry();

        await using var app = builder.Build();
        Assert.Equal(isCollected, app.Services.GetService<TracerProvider>() is not null);
        Assert.Equal(isCollected, app.Services.GetService<MeterProvider>() is not null);
    }

    /// <summary>Asks for a place in a week that nobody has published.</summary>
    private static async Task IsRefused(HttpClient client)
    {
        var account = new { email = "ana@demo.example", password = DemoAccountList.Password };
        using var signedIn = await client.PostAsJsonAsync(new Uri("/api/v1/session", UriKind.Relative), account, Token);
        signedIn.EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/weeks/Y99000/2020-01-06/places");
        request.Content = JsonContent.Create(new { kind = "Foundation" });
        request.Headers.Add("Idempotency-Key", "refused");
        using var refused = await client.SendAsync(request, Token);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
    }

    public void Dispose() => folder.Dispose();
}
