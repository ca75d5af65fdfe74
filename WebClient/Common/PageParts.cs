using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.Common;

/// <summary>What pages fetch or post to beside themselves. No part of the API: the pages of this version call it and nobody else.</summary>
internal static class PageParts
{
    /// <summary>A group; its policy, if it has one, follows with <see cref="ApiGroup.For"/>.</summary>
    public static RouteGroupBuilder MapParts(this IEndpointRouteBuilder routes) => routes.MapGroup("").ExcludeFromDescription();

    /// <summary>Takes what comes from a form of ours only, with its token; anything else is answered 400.</summary>
    public static RouteHandlerBuilder NeedsFormToken(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(static async (call, next) =>
        await call.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(call.HttpContext) ? await next(call) : TypedResults.BadRequest());

    /// <summary>Takes it from those only who have just proved who they are; the others are sent to do so, and to the security page after that.</summary>
    public static RouteHandlerBuilder NeedsRecentSignIn(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(static async (call, next) =>
    {
        var services = call.HttpContext.RequestServices;
        var recent = await services.GetRequiredService<SessionService>().IsRecent(services.GetRequiredService<CurrentUser>().SessionId);
        return recent ? await next(call) : TypedResults.LocalRedirect(Routes.SignInAgain);
    });
}
