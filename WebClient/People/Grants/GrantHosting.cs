using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Grants;

/// <summary>Roles: given, ended, invited to, watched.</summary>
internal static class GrantHosting
{
    public static void AddOutreachGrants(this IServiceCollection services)
    {
        services.AddSingleton<ChangedRoles>();
        services.AddSingleton<RecentChanges>(provider => provider.GetRequiredService<ChangedRoles>());
        services.AddScoped<GrantStore>();
        services.AddScoped<PracticeScopes>();
        services.AddScoped<GrantService>();
        services.AddScoped<InvitationService>();
        services.AddSingleton<FirstAdministratorLink>();
        services.AddHostedService<FirstAdministrator>();
    }
}
