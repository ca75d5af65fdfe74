using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Practices;

/// <summary>GP practices and the weeks that they publish.</summary>
internal static class PracticesFeature
{
    public static IHostApplicationBuilder AddPractices(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<HolidayPolicy>().Bind(builder.Configuration.GetSection(HolidayPolicy.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HolidayPolicy>, HolidayPolicyCheck>();
        services.AddSingleton(provider => new BankHolidays(provider.GetRequiredService<IOptions<HolidayPolicy>>().Value));
        services.AddAggregate(new Aggregate<PracticeState, IPracticeGrain>(GrainKeys.PracticePrefix)
        {
            History = PracticeHistory.Say,
            Topics = static (practice, _) => [GrainKeys.Practice(practice.OdsCode)],

            // What a host or coordinator does, or an import; pages show it.
            Silent =
            [
                "practice-registered", "practice-closed", "pcn-joined", "hosting-chosen", "access-described", "term-asked",
                "term-published", "weeks-told", "weeks-stopped", "call-deferred",
            ],
        });
        return builder;
    }

    private sealed class HolidayPolicyCheck : IValidateOptions<HolidayPolicy>
    {
        public ValidateOptionsResult Validate(string? name, HolidayPolicy options) =>
            options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }
}
