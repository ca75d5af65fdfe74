using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OutreachSilo.Kernel;

namespace OutreachSilo.Tasters;

/// <summary>Taster weeks.</summary>
internal static class TastersFeature
{
    public static IHostApplicationBuilder AddTasters(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<TasterPolicy>().Bind(builder.Configuration.GetSection(TasterPolicy.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TasterPolicy>, PolicyCheck>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TasterPolicy>>().Value);
        services.AddAggregate(new Aggregate<TasterWeekState, ITasterWeekGrain>(Common.GrainKeys.WeekPrefix)
        {
            History = WeekHistory.Say,
            NamingKinds = ["place-held", "waiting-joined"],
            Notices = WeekNotices.Rules,
            Silent = WeekNotices.Silent,
            Audit = static _ => new AuditedWeek(),
        });
        return builder;
    }

    private sealed class PolicyCheck : IValidateOptions<TasterPolicy>
    {
        public ValidateOptionsResult Validate(string? name, TasterPolicy options) =>
            options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }
}
