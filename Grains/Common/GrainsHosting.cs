using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>What the grains need besides a journal, a board store and a clock.</summary>
public static class GrainsHosting
{
    public static IHostApplicationBuilder AddOutreachGrains(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new SnapshotOptions());
        services.AddOptions<TasterPolicy>().Bind(builder.Configuration.GetSection(TasterPolicy.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TasterPolicy>, TasterPolicyCheck>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<TasterPolicy>>().Value);
        services.AddOptions<MatchWeights>().Bind(builder.Configuration.GetSection(MatchWeights.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MatchWeights>, MatchWeightsCheck>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MatchWeights>>().Value);
        services.AddOptions<HolidayPolicy>().Bind(builder.Configuration.GetSection(HolidayPolicy.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HolidayPolicy>, HolidayPolicyCheck>();
        services.AddSingleton(provider => new BankHolidays(provider.GetRequiredService<IOptions<HolidayPolicy>>().Value));
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<ILiveFeed>(provider => provider.GetRequiredService<LiveFeed>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
        services.AddHostedService<DeadlineWatch>();
        services.AddSingleton<IMentoringDirectory, MentoringDirectory>();
        services.AddSingleton<CohortMatcher>();
        services.AddSingleton<Auditor>();
        return builder;
    }

    private sealed class TasterPolicyCheck : IValidateOptions<TasterPolicy>
    {
        public ValidateOptionsResult Validate(string? name, TasterPolicy options) =>
            options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }

    private sealed class HolidayPolicyCheck : IValidateOptions<HolidayPolicy>
    {
        public ValidateOptionsResult Validate(string? name, HolidayPolicy options) =>
            options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }

    private sealed class MatchWeightsCheck : IValidateOptions<MatchWeights>
    {
        public ValidateOptionsResult Validate(string? name, MatchWeights options) =>
            options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }
}
