using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts.Passkeys;

/// <summary>The first half of each ceremony, asked for by the page's script with the token of its form; the form itself is the second half.</summary>
internal static class PasskeyEndpoints
{
    public const string AskForAny = Routes.SignIn + "/passkey";
    public const string AskForNew = Routes.Account + "/passkeys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var parts = routes.MapParts();
        parts.MapPost(AskForAny, static async (PasskeyCeremonies ceremonies) => Answer(await ceremonies.AskForAny())).NeedsFormToken();

        parts.For(Policies.SignedIn).MapPost(AskForNew, static async (PasskeyService passkeys, CurrentUser user) => await passkeys.Ask(user.AccountId) is { } question
                ? Answer(question)
                : Problem.Of(ProblemCodes.TooManyRequests, "You have the maximum number of passkeys or have tried too many times. Remove a passkey, or wait a minute and try again."))
            .NeedsFormToken()
            .NeedsRecentSignIn();
    }

    private static IResult Answer(PasskeyQuestion question) =>
        TypedResults.Text($$"""{"options":{{question.OptionsJson}},"state":"{{question.State}}"}""", MediaTypeNames.Application.Json);
}
