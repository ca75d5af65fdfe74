using System.Diagnostics;
using System.Reflection;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;

namespace OutreachSilo.Telemetry;

/// <summary>Traces, metrics and logs for an OpenTelemetry collector, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class TelemetryHosting
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string GrainCallsKey = "Telemetry:GrainCalls";
    private const string ServiceName = "outreach";
    private const string OwnMeters = "OutreachSilo.*";

    public static WebApplicationBuilder AddOutreachTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration[EndpointKey])) return builder;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(Describe)
            .WithTracing(static traces => traces
                .AddAspNetCoreInstrumentation(Configure)
                .AddHttpClientInstrumentation()
                .AddNpgsql()
                .AddSource(ActivitySources.AllActivitySourceName))
            .WithMetrics(static metrics => metrics
                .AddAspNetCoreInstrumentation()
                .AddHttpClientInstrumentation()
                .AddRuntimeInstrumentation()
                .AddNpgsqlInstrumentation()
                .AddMeter("Microsoft.Orleans", OwnMeters))
            .WithLogging(configureBuilder: null, static logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter();

        // Two filters around every grain call cost Orleans' fast path, so they come with telemetry alone.
        // Without them a trace ends before the grains.
        if (builder.Configuration.GetValue(GrainCallsKey, defaultValue: true))
            builder.UseOrleans(static silo => silo.AddActivityPropagation());
        return builder;
    }

    /// <summary><c>OTEL_SERVICE_NAME</c> and <c>OTEL_RESOURCE_ATTRIBUTES</c> come last and win.</summary>
    private static void Describe(ResourceBuilder resource)
    {
        var version = typeof(TelemetryHosting).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        resource.AddService(ServiceName, serviceVersion: version?.InformationalVersion).AddEnvironmentVariableDetector();
    }

    private static void Configure(AspNetCoreTraceInstrumentationOptions traces)
    {
        traces.Filter = static context => !context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal);
        traces.EnrichWithHttpResponse = static (activity, response) => HidePath(activity, response.HttpContext);
    }

    /// <summary>Paths hold secrets (invitations, recovery, calendar feeds), so a span carries the pattern of its route instead.</summary>
    private static void HidePath(Activity activity, HttpContext context) =>
        activity.SetTag("url.path", (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "");
}
