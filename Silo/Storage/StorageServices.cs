using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.History;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;

namespace OutreachSilo.Storage;

/// <summary>Adds the journal and the store behind it. They are usable once the host has started.</summary>
internal static class StorageServices
{
    /// <summary>Tag of the health check that <c>/health/ready</c> asks.</summary>
    public const string ReadyTag = "ready";

    public static TBuilder AddOutreachStorage<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOutreachStorage();
        return builder;
    }

    public static IServiceCollection AddOutreachStorage(this IServiceCollection services)
    {
        services.AddOptions<StorageOptions>()
            .Configure<IConfiguration>((options, configuration) => options.Bind(configuration))
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton<StorageMeter>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value);
        services.AddSingleton<Database>(provider => provider.GetRequiredService<StorageOptions>().Provider == StorageProvider.Sqlite
            ? ActivatorUtilities.CreateInstance<SqliteDatabase>(provider)
            : ActivatorUtilities.CreateInstance<PostgreSqlDatabase>(provider));
        services.AddSingleton(provider => new Store(
            provider.GetRequiredService<Database>(),
            ActivatorUtilities.CreateInstance<JournalWriter>(provider, provider.GetRequiredService<Database>().NewSink()),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<Store>());
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<Store>());
        services.AddSingleton<ITexts, Texts>();
        services.AddSingleton<IJournalScan, JournalScan>();
        services.AddSingleton<IBoardStore, BoardStore>();
        services.AddSingleton<IMentoringStore, MentoringStore>();
        services.AddSingleton<IRegionTrends, RegionTrends>();
        services.AddSingleton<IRecordHistory, JournalHistory>();
        services.AddSingleton<JournalFeed>();
        services.AddHostedService<StorageHost>();
        services.AddHealthChecks().AddCheck<StorageHealthCheck>("storage", tags: [ReadyTag]);
        return services;
    }
}
