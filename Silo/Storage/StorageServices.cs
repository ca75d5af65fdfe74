using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
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
        services.AddSingleton<Database>(provider => provider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider == StorageProvider.Sqlite
            ? ActivatorUtilities.CreateInstance<SqliteDatabase>(provider, provider.GetRequiredService<IOptions<StorageOptions>>().Value)
            : ActivatorUtilities.CreateInstance<PostgreSqlDatabase>(provider, provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.AddSingleton(NewStore);
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<Store>());
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<Store>());
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

    private static Store NewStore(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
        var database = provider.GetRequiredService<Database>();
        var clock = provider.GetRequiredService<TimeProvider>();
        var writers = new List<JournalWriter>();
        for (var number = 0; number < options.WriterPartitions; number++)
            writers.Add(ActivatorUtilities.CreateInstance<JournalWriter>(provider, options, clock, database.NewSink()));
        return new Store(database, writers, clock);
    }
}
