using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>Who has which role, and inviting people.</summary>
internal static class PeopleApi
{
    private const int TextCharactersMax = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("People");
        var givers = api.For(Policies.RoleGiver);

        givers.MapGet("/people", List)
            .WithName("People")
            .WithSummary("List the accounts I manage: q=part of a name or email address, skip, take up to 200")
            .Produces<PeopleJson>()
            .Refuses(ProblemCodes.InvalidRequest);

        givers.MapGet("/people/{account}", static async (string account, GrantService grants, CancellationToken cancellationToken) =>
                (await grants.Account(account, cancellationToken)).Answer(view => TypedResults.Ok(PersonJson.Of(view))))
            .WithName("Person")
            .WithSummary("Show one account with its current and past roles")
            .Produces<PersonJson>()
            .Refuses(ProblemCodes.AccountUnknown);

        givers.MapPost("/people/{account}/roles", Give)
            .Writes()
            .WithName("GiveRole")
            .WithSummary("Give a role, with or without an end date. Giving the same role again changes its end date")
            .Produces<PersonJson>()
            .Refuses(ProblemCodes.AccountUnknown, RefusalCodes.InvalidCommand, ProblemCodes.RolesFull);

        api.For(Policies.SignedIn).MapDelete("/roles/{role:guid}", static async (Guid role, CommandId _, GrantService grants, CancellationToken cancellationToken) =>
                Done(await grants.End(role, cancellationToken)))
            .Writes()
            .WithName("EndRole")
            .WithSummary("End a role I manage or one of my own")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ProblemCodes.RoleUnknown, ProblemCodes.LastAdministrator);

        givers.MapGet("/invitations", static async (InvitationService invitations, CancellationToken cancellationToken) =>
                TypedResults.Ok(new InvitationsJson([.. (await invitations.Sent(cancellationToken)).Select(InvitationJson.Of)])))
            .WithName("Invitations")
            .WithSummary("List the invitations I have sent, newest first");

        givers.MapPost("/invitations", Invite)
            .Writes()
            .WithName("Invite")
            .WithSummary("Invite someone by email. People who already have an account get the roles straight away")
            .Produces<InvitationJson>(StatusCodes.Status201Created)
            .Refuses(RefusalCodes.InvalidCommand, ProblemCodes.InvitationsFull, ProblemCodes.RolesFull);

        givers.MapDelete("/invitations/{invitation:guid}", static async (Guid invitation, CommandId _, InvitationService invitations, CancellationToken cancellationToken) =>
                Done(await invitations.Withdraw(invitation, cancellationToken)))
            .Writes()
            .WithName("WithdrawInvitation")
            .WithSummary("Withdraw an invitation")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ProblemCodes.InvitationUnknown, ProblemCodes.InvitationEnded);

        api.MapPost("/invitation/{secret}", Accept)
            .WithName("AcceptInvitation")
            .WithSummary("Create an account from an invitation link. The link works once")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ProblemCodes.InvitationUnknown, ProblemCodes.InvitationEnded, ProblemCodes.AddressTaken, RefusalCodes.InvalidCommand);
    }

    private static async Task<IResult> List([FromQuery(Name = "q")] string? text, string? skip, string? take, GrantService grants, CancellationToken cancellationToken)
    {
        var query = new QueryValues();
        var (from, count) = (query.Number("skip", skip, 0, 0, 100_000), query.Number("take", take, 50, 1, GrantService.TakeMax));
        var wanted = query.Text("q", text, TextCharactersMax);
        if (query.Refusal is { } refusal) return Problem.Of(refusal);
        var page = await grants.People(wanted, from, count, cancellationToken);
        return TypedResults.Ok(new PeopleJson([.. page.Lines.Select(line => new PersonLineJson(line.AccountId, line.Name, line.Email, [.. line.Grants.Select(RoleJson.Of)]))], page.Total, from, count));
    }

    private static async Task<IResult> Give(string account, GiveRoleJson body, CommandId id, GrantService grants, CancellationToken cancellationToken) =>
        (await grants.Give(account, new GrantSpec(body.Role, body.Scope), body.Until, id.Value, cancellationToken)).Answer(view => TypedResults.Ok(PersonJson.Of(view)));

    private static async Task<IResult> Invite(InviteJson body, CommandId id, InvitationService invitations, CancellationToken cancellationToken) =>
        (await invitations.Invite(body.Email, body.Name, [.. body.Roles.Select(role => new GrantSpec(role.Role, role.Scope))], body.Until, id.Value, cancellationToken))
        .Answer(view => TypedResults.Json(InvitationJson.Of(view), statusCode: StatusCodes.Status201Created));

    private static async Task<IResult> Accept(string secret, AcceptInvitationJson body, InvitationService invitations, CancellationToken cancellationToken) =>
        (await invitations.Accept(secret, body.Name, body.Email, body.Password, cancellationToken)).Answer(_ => TypedResults.NoContent());

    private static IResult Done(Refusal? refusal) => refusal is null ? TypedResults.NoContent() : Problem.Of(refusal);
}
