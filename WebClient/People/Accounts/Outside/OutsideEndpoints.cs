using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts.Outside;

/// <summary>The way to a provider and back. The way there begins with a form of ours, so that no other site can send anybody on it.</summary>
internal static class OutsideEndpoints
{
    public const string SignIn = Routes.SignIn + "/outside";
    public const string Link = Routes.Account + "/outside";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var parts = routes.MapParts();
        parts.MapPost(SignIn + "/{name}", (string name, HttpContext context, OutsideProviders providers, SignInManager<AppUser> manager) =>
                Leave(providers.Find(name), scheme => manager.ConfigureExternalAuthenticationProperties(
                    scheme, SignIn + QueryString.Create("returnUrl", Routes.LocalOrHome(context.Request.Query["returnUrl"])))))
            .NeedsFormToken();

        parts.MapGet(SignIn, static async (string? returnUrl, OutsideService outside) =>
            TypedResults.LocalRedirect(await outside.SignIn() is { } said ? $"{Routes.SignIn}?done={said}" : Routes.LocalOrHome(returnUrl)));

        var own = parts.For(Policies.SignedIn);
        own.MapPost(Link + "/{name}", (string name, CurrentUser user, OutsideProviders providers, SignInManager<AppUser> manager) =>
                Leave(providers.Find(name), scheme => manager.ConfigureExternalAuthenticationProperties(scheme, Link, user.AccountId)))
            .NeedsFormToken()
            .NeedsRecentSignIn();

        own.MapGet(Link, static async (CurrentUser user, OutsideService outside) => TypedResults.LocalRedirect($"{Routes.Security}?done={await outside.Link(user.AccountId)}"));
    }

    private static IResult Leave(OutsideProvider? provider, Func<string, AuthenticationProperties> properties) =>
        provider is null ? TypedResults.NotFound() : TypedResults.Challenge(properties(provider.Scheme), [provider.Scheme]);
}
