using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OutreachSilo.Calendars.Feeds;
using OutreachSilo.Common.History;
using OutreachSilo.Common.Limits;
using OutreachSilo.Common.Resilience;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.Notices;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.ExternalSignIn;
using OutreachSilo.People.Accounts.Sessions;
using OutreachSilo.People.Grants;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>
/// The public door. The host adds an <c>IGrainFactory</c>, an <see cref="IPracticeDirectory"/>, an <see cref="IRegionTrends"/>, an <see cref="IRecordHistory"/>, an <see cref="IMentoringDirectory"/> and its health checks; those tagged
/// <see cref="ReadyTag"/> decide readiness.
/// </summary>
public static class WebClientHosting
{
    public const string ReadyTag = "ready";

    /// <summary>Connections that the system holds until they are taken up; as a rule it allows no more than so many.</summary>
    private const int ConnectionsWaitingMax = 4096;

    public static WebApplicationBuilder AddOutreachWeb(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<EdgeOptions>().BindConfiguration(EdgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new GrainCalls(provider.GetRequiredService<IOptions<EdgeOptions>>().Value, provider.GetRequiredService<TimeProvider>()));
        services.AddHealthChecks();
        services.AddSingleton(SiteCookies.From(builder.Configuration));
        KnownProxies.Add(services, builder.Configuration);
        services.Configure<KestrelServerOptions>(static server => server.AddServerHeader = false);

        // When all pages come back at once, those the list has no room for would try again only after a second, three, seven.
        services.Configure<SocketTransportOptions>(static sockets => sockets.Backlog = ConnectionsWaitingMax);
        services.AddOutreachCompression();
        ApiJson.Add(services);
        ApiDocument.Add(services);
        builder.AddOutreachAccounts().AddOutreachSignIn().AddOutreachLimits().AddOutreachLive().AddOutreachNotices();
        services.AddHostedService<OutboxWatch>();
        services.AddSingleton<HoldsUnderWay>();
        services.AddScoped<BookingService>();
        services.AddScoped<AgendaReader>();
        services.AddScoped<PublishingService>();
        services.AddScoped<SearchService>();
        services.AddOutreachMentoring();
        services.AddScoped<FeedAddresses>();
        services.AddScoped<AgendaCalendar>();
        services.AddScoped<MyTasks>();
        services.AddScoped<HistoryNames>();
        services.AddScoped<HistoryService>();
        return builder;
    }

    public static WebApplication UseOutreachWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        SiteCookies.UsePublicScheme(app);
        app.UseHeadAsGet();
        app.UseSecurityHeaders(app.Services.GetRequiredService<ExternalProviders>().Origins);
        app.UseOutreachCompression();
        app.UseWhen(static context => context.Request.IsForPrograms(), static programs => programs.UseMiddleware<ApiProblems>());
        app.UseMiddleware<CommandGate>();
        app.UseRequestDeadline(app.Services.GetRequiredService<TimeProvider>());
        app.UseOriginGuard().UseContentGuard().UseApiBodyLimit();
        app.UseRouting();
        app.UseAuthentication();
        app.UsePersonalCaching();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseIdempotencyKeys();
        return app;
    }

    public static WebApplication MapOutreachWeb(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        ApiDocs.Map(app);
        app.MapHealthChecks(Routes.HealthLive, new HealthCheckOptions { Predicate = static _ => false });
        app.MapHealthChecks(Routes.HealthReady, new HealthCheckOptions { Predicate = static check => check.Tags.Contains(ReadyTag) });
        app.MapOutreachLive();
        PlacesApi.Map(app);
        WeeksApi.Map(app);
        SearchApi.Map(app);
        MeApi.Map(app);
        PeopleApi.Map(app);
        SignInAuditApi.Map(app);
        PracticesApi.Map(app);
        BoardsApi.Map(app);
        MailApi.Map(app);
        CalendarApi.Map(app);
        FeedEndpoint.Map(app);
        TrendsApi.Map(app);
        TasksApi.Map(app);
        HistoryApi.Map(app);
        app.MapOutreachMentoring();
        return app;
    }
}
