using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People;

/// <summary>Who is signed in.</summary>
/// <param name="Person">Opaque person id of a doctor or trainee, or null.</param>
/// <param name="Region">A coordinator's region, the first of several, or null.</param>
/// <param name="Practices">ODS codes of the practices one works for.</param>
/// <param name="Schemes">Codes of the schemes led.</param>
/// <param name="TrainsIn">Codes of the schemes in which one mentors or is mentored.</param>
internal sealed record MeJson(string Account, string Name, string Email, IReadOnlyList<string> Roles, string? Person, string? Region, IReadOnlyList<string> Regions, IReadOnlyList<string> Practices, IReadOnlyList<string> Schemes, IReadOnlyList<string> TrainsIn);

internal sealed record SignInJson(string Email, string Password);

/// <summary>Signing in and out with a cookie.</summary>
internal static class MeApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Session");

        api.For(Policies.SignedIn).MapGet("/me", static (CurrentUser user) =>
                TypedResults.Ok(new MeJson(user.AccountId, user.DisplayName, user.Email, user.RoleNames, user.PersonId, user.Region, user.Regions, user.Practices, user.Schemes, user.TrainsIn)))
            .WithName("Me")
            .WithSummary("Show who is signed in and their roles");

        api.MapPost("/session", static async (SignInJson body, SignInService signIn) =>
                await signIn.SignIn(body.Email, body.Password) is { } refusal ? (IResult)Problem.Of(refusal) : TypedResults.NoContent())
            .WithName("SignIn")
            .WithSummary("Sign in. Returns the cookie that other requests need")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ProblemCodes.SignInFailed, ProblemCodes.SignInLocked);

        api.MapDelete("/session", static async (SignInService signIn) =>
            {
                await signIn.SignOut();
                return TypedResults.NoContent();
            })
            .WithName("SignOut")
            .WithSummary("Sign out");
    }
}
