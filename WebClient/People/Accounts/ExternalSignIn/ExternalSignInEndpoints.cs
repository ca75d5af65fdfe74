using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>
/// The way to a provider and back. The way there begins with a form of ours, so that no other site can send anybody on it.
/// </summary>
internal static partial class ExternalSignInEndpoints
{
    public const string SignIn = Routes.SignIn + "/external";
    public const string Link = Routes.Account + "/external";
    public const string SignOut = "/sign-out/external";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var parts = routes.MapParts();
        parts.MapPost(SignIn + "/{name}", Begin).NeedsFormToken();
        parts.MapGet(SignIn, Finish);
        parts.MapGet(SignOut, LeaveProvider);
        var own = parts.For(Policies.SignedIn);
        own.MapPost(Link + "/{name}", BeginLink).NeedsFormToken().NeedsRecentSignIn();
        own.MapGet(Link, FinishLink);
    }

    private static Task<IResult> Begin(
        string name, HttpContext context, ExternalProviders providers, SignInManager<AppUser> manager, ILogger<ExternalSignInService> log)
    {
        var back = SignIn + QueryString.Create("returnUrl", Routes.LocalOrHome(context.Request.Query["returnUrl"]));
        return Leave(context, providers.Find(name), log, scheme => manager.ConfigureExternalAuthenticationProperties(scheme, back));
    }

    private static async Task<IResult> Finish(string? returnUrl, ExternalSignInService external)
    {
        var problem = await external.SignIn();
        return TypedResults.LocalRedirect(problem is null ? Routes.LocalOrHome(returnUrl) : $"{Routes.SignIn}?done={problem}");
    }

    /// <summary>Where signing out leads; whoever is still signed in here stays so there.</summary>
    private static async Task<IResult> LeaveProvider(HttpContext context, CurrentUser user, ExternalSessions sessions) =>
        !user.IsSignedIn && await sessions.Leave(context) is var (scheme, properties)
            ? TypedResults.SignOut(properties, [scheme])
            : TypedResults.LocalRedirect("/");

    private static Task<IResult> BeginLink(
        string name, HttpContext context, CurrentUser user, ExternalProviders providers, SignInManager<AppUser> manager,
        ILogger<ExternalSignInService> log) =>
        Leave(
            context, providers.Find(name), log, scheme => manager.ConfigureExternalAuthenticationProperties(scheme, Link, user.AccountId));

    private static async Task<IResult> FinishLink(CurrentUser user, ExternalSignInService external) =>
        TypedResults.LocalRedirect($"{Routes.Security}?done={await external.Link(user.AccountId)}");

    private static async Task<IResult> Leave(
        HttpContext context, ExternalProvider? provider, ILogger log, Func<string, AuthenticationProperties> properties)
    {
        if (provider is null) return TypedResults.NotFound();
        try
        {
            await context.ChallengeAsync(provider.Scheme, properties(provider.Scheme));
            return TypedResults.Empty;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException)
        {
            LogAway(log, fault, provider.Name);
            return TypedResults.LocalRedirect($"{Routes.SignIn}?done={ExternalSignInService.Failed}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The configuration of the sign-in provider {Provider} could not be read.")]
    private static partial void LogAway(ILogger log, Exception fault, string provider);
}
