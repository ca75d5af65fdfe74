using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts.Outside;

/// <summary>The way to a provider and back. The way there begins with a form of ours, so that no other site can send anybody on it.</summary>
internal static class OutsideEndpoints
{
    public const string SignIn = Routes.SignIn + "/outside";
    public const string Link = Routes.Account + "/outside";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignIn + "/{name}", async (string name, HttpContext context, OutsideProviders providers, SignInManager<AppUser> manager, IAntiforgery antiforgery) =>
                await Leave(context, providers.Find(name), antiforgery, scheme => manager.ConfigureExternalAuthenticationProperties(
                    scheme, SignIn + QueryString.Create("returnUrl", Routes.LocalOrHome(context.Request.Query["returnUrl"])))))
            .ExcludeFromDescription();

        routes.MapGet(SignIn, static async (string? returnUrl, OutsideService outside) =>
                TypedResults.LocalRedirect(await outside.SignIn() is { } said ? $"{Routes.SignIn}?done={said}" : Routes.LocalOrHome(returnUrl)))
            .ExcludeFromDescription();

        routes.MapPost(Link + "/{name}", async (string name, HttpContext context, CurrentUser user, SessionService sessions, OutsideProviders providers, SignInManager<AppUser> manager, IAntiforgery antiforgery) =>
                !await sessions.IsRecent(user.SessionId)
                    ? TypedResults.LocalRedirect(Routes.SignIn + QueryString.Create("returnUrl", Routes.Security))
                    : await Leave(context, providers.Find(name), antiforgery, scheme => manager.ConfigureExternalAuthenticationProperties(scheme, Link, user.AccountId)))
            .RequireAuthorization(Policies.SignedIn)
            .ExcludeFromDescription();

        routes.MapGet(Link, static async (CurrentUser user, OutsideService outside) => TypedResults.LocalRedirect($"{Routes.Security}?done={await outside.Link(user.AccountId)}"))
            .RequireAuthorization(Policies.SignedIn)
            .ExcludeFromDescription();
    }

    private static async Task<IResult> Leave(HttpContext context, OutsideProvider? provider, IAntiforgery antiforgery, Func<string, AuthenticationProperties> properties)
    {
        if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.BadRequest();
        return provider is null ? TypedResults.NotFound() : TypedResults.Challenge(properties(provider.Scheme), [provider.Scheme]);
    }
}
