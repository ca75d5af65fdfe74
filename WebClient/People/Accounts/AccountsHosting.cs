using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts.Sessions;
using OutreachSilo.People.Grants;

namespace OutreachSilo.People.Accounts;

/// <summary>Accounts, cookie, roles and policies.</summary>
public static class AccountsHosting
{
    public const string CookieName = "outreach";
    public const string ApplicationName = "OutreachSilo";

    /// <summary>The accounts store and everything that makes accounts, without a web server: what the command line needs.</summary>
    public static TBuilder AddOutreachAccounts<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var options = AccountsOptions.From(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContext<AccountsDb>(db => db.UseAccountsStore(options));
        services.AddSingleton<AccountsSchema>();
        services.AddHostedService(provider => provider.GetRequiredService<AccountsSchema>());
        AccountsKeys.Add(services, options);
        services.AddIdentity<AppUser, IdentityRole>(Configure).AddEntityFrameworkStores<AccountsDb>().AddUserManager<ClockedUserManager>().AddClaimsPrincipalFactory<AccountClaims>().AddPasswordValidator<PasswordRules>().AddDefaultTokenProviders();
        services.AddScoped(provider => new AccountAdministration(
            provider.GetRequiredService<UserManager<AppUser>>(),
            provider.GetRequiredService<AccountsDb>(),
            provider.GetRequiredService<AccountsSchema>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<IDemoAccounts, DemoAccounts>();
        services.AddScoped<IPeopleNames, PeopleNames>();
        return builder.AddOutreachOutbox();
    }

    /// <summary>The cookie, the policies and <see cref="CurrentUser"/>.</summary>
    public static WebApplicationBuilder AddOutreachSignIn(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped(provider => new CurrentUser(provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.User ?? new()));
        services.AddOutreachGrants();
        builder.AddAccountSecurity();
        services.ConfigureApplicationCookie(Configure);
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme).Configure<SiteCookies>(static (cookie, site) => site.Keep(cookie.Cookie, CookieName, SameSiteMode.Lax));
        Policies.Add(services.AddAuthorizationBuilder());
        return builder;
    }

    private static void Configure(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.User.RequireUniqueEmail = true;
        identity.Password.RequiredLength = PasswordRules.CharactersMin;
        identity.Password.RequireDigit = identity.Password.RequireLowercase = identity.Password.RequireUppercase = identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.MaxFailedAccessAttempts = 5;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void Configure(CookieAuthenticationOptions cookie)
    {
        cookie.ExpireTimeSpan = SessionService.UnusedMax;
        cookie.SlidingExpiration = true;
        cookie.Events.OnValidatePrincipal = TicketCheck.Validate;
        cookie.Events.OnRedirectToLogin = context => context.Request.IsForPrograms()
            ? Problem.Of(ProblemCodes.NotSignedIn, "Sign in first with POST /api/v1/session.").ExecuteAsync(context.HttpContext)
            : Redirect(context.Response, Routes.SignIn + QueryString.Create("returnUrl", ReturnUrl(context.Request)));
        cookie.Events.OnRedirectToAccessDenied = context => context.Request.IsForPrograms()
            ? Problem.Of(ProblemCodes.NotAllowed, "Your account does not have permission to do this.").ExecuteAsync(context.HttpContext)
            : Redirect(context.Response, Routes.Forbidden);
        cookie.Events.OnRedirectToLogout = static _ => Task.CompletedTask;
        cookie.Events.OnRedirectToReturnUrl = static _ => Task.CompletedTask;
    }

    /// <summary>After signing in a form is not sent again; the page of the address is shown.</summary>
    private static string ReturnUrl(HttpRequest request) => Routes.LocalOrHome(request.PathBase + request.Path + request.QueryString);

    private static Task Redirect(HttpResponse response, string address)
    {
        response.Redirect(address);
        return Task.CompletedTask;
    }
}
