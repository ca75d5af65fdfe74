using System.Net.Mime;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People.Accounts.Passkeys;

/// <summary>The first half of each ceremony, asked for by the page's script with the token of its form; the form itself is the second half.</summary>
internal static class PasskeyEndpoints
{
    public const string AskForAny = Routes.SignIn + "/passkey";
    public const string AskForNew = Routes.Account + "/passkeys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(AskForAny, static async (PasskeyCeremonies ceremonies) => Answer(await ceremonies.AskForAny()))
            .AddEndpointFilter(NeedsFormToken)
            .ExcludeFromDescription();

        routes.MapPost(AskForNew, static async (PasskeyService passkeys, SessionService sessions, CurrentUser user) =>
                !await sessions.IsRecent(user.SessionId) ? Problem.Of(ProblemCodes.NotAllowed, "Sign in again first.")
                : await passkeys.Ask(user.AccountId) is { } question ? Answer(question)
                : Problem.Of(ProblemCodes.TooManyRequests, "You have as many passkeys as one may have, or asked too often."))
            .AddEndpointFilter(NeedsFormToken)
            .RequireAuthorization(Policies.SignedIn)
            .ExcludeFromDescription();
    }

    private static IResult Answer(PasskeyQuestion question) =>
        TypedResults.Text($$"""{"options":{{question.OptionsJson}},"state":"{{question.State}}"}""", MediaTypeNames.Application.Json);

    private static async ValueTask<object?> NeedsFormToken(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var antiforgery = (IAntiforgery)call.HttpContext.RequestServices.GetService(typeof(IAntiforgery))!;
        return await antiforgery.IsRequestValidAsync(call.HttpContext) ? await next(call) : Problem.Of(ProblemCodes.InvalidRequest, "Load the page again.");
    }
}
