using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>One OpenID Connect handler for each provider of the configuration.</summary>
internal static class ExternalSignInHosting
{
    private const int AnswerBytesMax = 256 * 1024;

    /// <summary>Signatures that only the provider can make; none by a shared secret.</summary>
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static void AddExternalSignIn(this WebApplicationBuilder builder)
    {
        var providers = ExternalProviders.From(builder.Configuration);
        builder.Services.AddSingleton(providers);
        builder.Services.AddSingleton<ExternalSessions>();
        builder.Services.AddScoped<ExternalSignInService>();
        builder.Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme)
            .Configure<SiteCookies>(static (cookie, site) =>
        {
            site.Keep(cookie.Cookie, "outreach-external", SameSiteMode.Lax);
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
        foreach (var provider in providers.All)
        {
            builder.Services.AddAuthentication().AddOpenIdConnect(provider.Scheme, provider.Label, options => Configure(options, provider));
            builder.Services.AddOptions<OpenIdConnectOptions>(provider.Scheme).Configure<SiteCookies>(static (options, site) =>
            {
                site.Keep(options.CorrelationCookie, "outreach-external.", SameSiteMode.Lax);
                site.Keep(options.NonceCookie, "outreach-external-nonce.", SameSiteMode.Lax);
            });
        }
    }

    private static void Configure(OpenIdConnectOptions options, ExternalProvider provider)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.Authority = provider.Authority;
        options.RequireHttpsMetadata = new Uri(provider.Authority).Scheme == Uri.UriSchemeHttps;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret.Length > 0 ? provider.ClientSecret : null;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes by a redirect, with which browsers send our cookies; with a form of the provider's they do not.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Disable;
        // Each provider comes back to an address of its own, so that none can answer for another.
        options.CallbackPath = $"{ExternalSignInEndpoints.SignIn}/{provider.Name}/done";
        options.SignedOutCallbackPath = $"{ExternalSignInEndpoints.SignIn}/{provider.Name}/signed-out";
        options.RemoteSignOutPath = default;
        options.SaveTokens = false;
        options.TokenHandler = new SignedTokens { MapInboundClaims = false };
        options.ClaimActions.Clear();
        options.DisableTelemetry = true;
        options.GetClaimsFromUserInfoEndpoint = provider.TrustsEmail;
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10);
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(2);
        options.Backchannel = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
        foreach (var (name, value) in provider.Parameters) options.AdditionalAuthorizationParameters[name] = value;
        options.Events = ExternalSignInEvents.Of(provider);
    }
}
