using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;

namespace OutreachSilo.People.Accounts.Sessions;

/// <param name="Account">Account id; null where no account was found.</param>
/// <param name="Name">Of the account; empty where no account was found.</param>
internal sealed record SignInEventJson(DateTimeOffset At, string? Account, string Name, string How, string Outcome, string Address, string Browser)
{
    public static SignInEventJson Of(AuditedSignIn line) =>
        new(line.Event.At, line.Event.AccountId, line.Name, line.Event.How.ToString(), line.Event.Outcome.ToString(), line.Event.Address, line.Event.Browser);
}

internal sealed record SignInEventsJson(IReadOnlyList<SignInEventJson> Events, int Total, int Skip, int Take);

/// <summary>The audit of sign-ins, for administrators.</summary>
internal static class SignInAuditApi
{
    private const int SkipMax = 1_000_000;
    private const int TakeMax = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("People").For(Policies.Administrator).MapGet("/sign-ins", List)
        .WithName("SignIns")
        .WithSummary("List attempts to sign in, newest first: refused=true for failed attempts only, skip, take (50) up to 200")
        .Produces<SignInEventsJson>()
        .Refuses(ProblemCodes.InvalidRequest);

    private static async Task<IResult> List(string? refused, string? skip, string? take, SignInAudit audit, CancellationToken cancellationToken)
    {
        var query = new QueryValues();
        var (only, from, count) = (query.Flag("refused", refused), query.Number("skip", skip, 0, 0, SkipMax), query.Number("take", take, 50, 1, TakeMax));
        if (query.Refusal is { } refusal) return Problem.Of(refusal);
        var page = await audit.All(only, from, count, cancellationToken);
        return TypedResults.Ok(new SignInEventsJson([.. page.Lines.Select(SignInEventJson.Of)], page.Total, from, count));
    }
}
