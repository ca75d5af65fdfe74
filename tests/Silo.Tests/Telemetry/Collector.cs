using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.Telemetry;

/// <summary>A collector of the OpenTelemetry protocol (HTTP and protobuf) on loopback that keeps what it is sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SemaphoreSlim arrived = new(0);

    private Collector(WebApplication app) => this.app = app;

    public ConcurrentQueue<Span> Spans { get; } = new();

    /// <summary>Names of instruments, by the meter they belong to.</summary>
    public ConcurrentDictionary<string, string> Metrics { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Logs { get; } = new();

    /// <summary>Settings of a process that sends here, often.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector.app.MapPost("/v1/{signal}", collector.Take);
        collector.app.Urls.Add("http://127.0.0.1:0");
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Waits until what was sent so far fulfils a condition.</summary>
    public async Task Until(Func<Collector, bool> condition, CancellationToken cancellationToken)
    {
        while (!condition(this)) await arrived.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        arrived.Dispose();
    }

    private async Task<IResult> Take(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        // Each request is resources, each with scopes (2) that have a name (1, 1) and items (2); see opentelemetry-proto, version 1.
        foreach (var scope in new Protobuf(body.ToArray()).At(1, 2))
        {
            var name = scope.At(1, 1).Single().Text;
            foreach (var item in scope.At(2)) Keep(signal, name, item);
        }

        arrived.Release();
        return Results.Bytes([], "application/x-protobuf");
    }

    private void Keep(string signal, string scope, Protobuf item)
    {
        switch (signal)
        {
            case "traces":
                var attributes = item.At(9).ToDictionary(it => it.At(1).Single().Text, ValueOf, StringComparer.Ordinal);
                Spans.Enqueue(new Span(scope, item.At(5).Single().Text, attributes));
                break;
            case "metrics": Metrics[item.At(1).Single().Text] = scope; break;
            case "logs": Logs.Enqueue(string.Join(' ', item.At(5, 1).Select(text => text.Text))); break;
            default: throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"There is no signal '{signal}'."));
        }
    }

    /// <summary>Of a text; other values are not looked at.</summary>
    private static string ValueOf(Protobuf attribute) => string.Join(' ', attribute.At(2, 1).Select(text => text.Text));
}

/// <param name="Scope">The activity source.</param>
internal sealed record Span(string Scope, string Name, IReadOnlyDictionary<string, string> Attributes);
