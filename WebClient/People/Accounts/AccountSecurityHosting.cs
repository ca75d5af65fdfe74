using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.People.Accounts.ExternalSignIn;
using OutreachSilo.People.Accounts.Passkeys;
using OutreachSilo.People.Accounts.Recovery;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts;

/// <summary>Sessions, passkeys and recovery: how people come in and keep others out.</summary>
internal static class AccountSecurityHosting
{
    public static WebApplicationBuilder AddAccountSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<RecentChanges>(provider => provider.GetRequiredService<EndedSessions>());
        services.AddSingleton<AccountsWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<AccountsWatch>());
        services.AddHostedService<AccountsSweep>();
        services.AddSingleton<AbsentAccounts>();
        services.AddScoped<SessionService>();
        services.AddScoped<SignInAudit>();
        services.AddScoped<SignInService>();
        services.AddScoped<AccountNotices>();
        services.AddScoped<PasswordService>();
        services.Configure<SecurityStampValidatorOptions>(stamp =>
        {
            stamp.ValidationInterval = TicketCheck.Interval;
            stamp.OnRefreshingPrincipal = TicketCheck.KeepSession;
        });

        var domain = PasskeyDomain.From(builder.Configuration);
        services.AddSingleton(domain);
        services.AddScoped<PasskeyCeremonies>();
        services.AddScoped<PasskeyService>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = domain.Name;
            passkeys.UserVerificationRequirement = passkeys.ResidentKeyRequirement = "required";
        });

        builder.AddExternalSignIn();
        services.AddScoped<RecoveryLinks>();
        services.AddSingleton<RecoveryDesk>();
        services.AddHostedService(provider => provider.GetRequiredService<RecoveryDesk>());
        return builder;
    }

    /// <summary>What the pages' scripts ask for; with the pages, because it takes their form tokens.</summary>
    public static void MapAccountSecurity(this IEndpointRouteBuilder routes)
    {
        PasskeyEndpoints.Map(routes);
        ExternalSignInEndpoints.Map(routes);
    }
}
