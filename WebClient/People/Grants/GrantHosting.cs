using Microsoft.Extensions.DependencyInjection;

namespace OutreachSilo.People.Grants;

/// <summary>Roles: given, ended, invited to, watched.</summary>
internal static class GrantHosting
{
    public static void AddOutreachGrants(this IServiceCollection services)
    {
        services.AddSingleton<GrantWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<GrantWatch>());
        services.AddScoped<GrantStore>();
        services.AddScoped<GrantService>();
        services.AddScoped<InvitationService>();
        services.AddHostedService<FirstAdministrator>();
    }
}
