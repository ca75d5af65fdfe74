using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts.Outside;

/// <summary>One OAuth handler for each provider of the configuration.</summary>
internal static class OutsideHosting
{
    private const int AnswerBytesMax = 64 * 1024;
    private const int SubjectCharactersMax = 128;

    public static void AddOutsideSignIn(this WebApplicationBuilder builder)
    {
        var providers = OutsideProviders.From(builder.Configuration);
        builder.Services.AddSingleton(providers);
        builder.Services.AddScoped<OutsideService>();
        builder.Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme).Configure<SiteCookies>(static (cookie, site) =>
        {
            site.Keep(cookie.Cookie, "outreach-outside", SameSiteMode.Lax);
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
        });
        foreach (var provider in providers.All)
        {
            builder.Services.AddAuthentication().AddOAuth(provider.Scheme, provider.Label, options => Configure(options, provider));
            builder.Services.AddOptions<OAuthOptions>(provider.Scheme).Configure<SiteCookies>(static (options, site) => site.Keep(options.CorrelationCookie, "outreach-outside.", SameSiteMode.Lax));
        }
    }

    private static void Configure(OAuthOptions options, OutsideProvider provider)
    {
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.AuthorizationEndpoint = provider.AuthorizationEndpoint;
        options.TokenEndpoint = provider.TokenEndpoint;
        options.UserInformationEndpoint = provider.UserInformationEndpoint;
        // Each provider comes back to an address of its own, so that none can answer for another.
        options.CallbackPath = $"{Routes.SignIn}/outside/{provider.Name}/done";
        options.UsePkce = true;
        options.SaveTokens = false;
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(10);
        options.Backchannel = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = AnswerBytesMax,
        };
        options.Scope.Clear();
        foreach (var scope in provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
        options.Events = new OAuthEvents { OnCreatingTicket = ReadUser, OnRemoteFailure = Fail };
    }

    private static async Task ReadUser(OAuthCreatingTicketContext context)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, context.Options.UserInformationEndpoint);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", context.AccessToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        using var response = await context.Backchannel.SendAsync(request, context.HttpContext.RequestAborted);
        response.EnsureSuccessStatusCode();
        using var user = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(context.HttpContext.RequestAborted));
        if (Text(user, "sub") is not { Length: >= 1 and <= SubjectCharactersMax } subject) throw new AuthenticationFailureException("The provider does not say who it is.");
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, subject));
        if (IsVerified(user) && Text(user, "email") is { } email && NewAccountRules.IsAddress(email)) identity.AddClaim(new Claim(ClaimTypes.Email, email));
    }

    /// <summary>What went wrong is between the browser and the provider; the person tries again or signs in otherwise.</summary>
    private static Task Fail(RemoteFailureContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(Routes.SignIn + "?done=" + OutsideService.Failed);
        return Task.CompletedTask;
    }

    private static string? Text(JsonDocument user, string name) =>
        user.RootElement.ValueKind == JsonValueKind.Object && user.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool IsVerified(JsonDocument user) =>
        user.RootElement.TryGetProperty("email_verified", out var verified) && verified.ValueKind is JsonValueKind.True;
}
