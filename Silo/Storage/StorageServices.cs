using Microsoft.Extensions.Options;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>Adds the storage. It opens in the host's starting phase, before any hosted service, and closes after all have stopped.</summary>
internal static class StorageServices
{
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
        return services;
    }
}
