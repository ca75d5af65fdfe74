using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <param name="To">Masked unless mails stay here.</param>
/// <param name="Text">Absent unless mails stay here.</param>
internal sealed record MailJson(
    string Key, string To, string Template, int TemplateVersion, string State, int Attempts, DateTimeOffset QueuedAt, DateTimeOffset? DueAt, DateTimeOffset? SentAt, string? Reason, string? Text);

/// <param name="StaysHere">No server is set: mails are files, and shown here.</param>
internal sealed record MailPageJson(bool StaysHere, int Waiting, int Sent, int Failed, int Total, IReadOnlyList<MailJson> Mails);

internal sealed record RetryMailJson(string Key);

/// <summary>The outbox for those who look after mails.</summary>
internal static class MailApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Email").For(Policies.MailKeeper);

        api.MapGet("/mail", List)
            .WithName("Mails")
            .WithSummary("List emails that are waiting, sent or failed, newest first: state=waiting, skip, take up to 200")
            .Produces<MailPageJson>()
            .Refuses(ProblemCodes.InvalidRequest);

        api.MapPost("/mail/retry", Retry)
            .Writes()
            .WithName("RetryMail")
            .WithSummary("Send a failed email again")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(ProblemCodes.NotFound);
    }

    private static async Task<IResult> List(string? state, string? skip, string? take, OutboxService outbox, CancellationToken cancellationToken)
    {
        var query = new QueryValues();
        var (from, count) = (query.Number("skip", skip, 0, 0, 100_000), query.Number("take", take, 50, 1, 200));
        var wanted = MailWords.Parse(state);
        query.Require(state is null || wanted is not null, "state must be waiting, sent or failed.");
        if (query.Refusal is { } refusal) return Problem.Of(refusal);
        var part = await outbox.Look(wanted, from, count, cancellationToken);
        return TypedResults.Ok(new MailPageJson(part.StaysHere, part.Waiting, part.Sent, part.Failed, part.Total, [.. part.Lines.Select(Of)]));
    }

    private static async Task<IResult> Retry(RetryMailJson body, OutboxService outbox, CancellationToken cancellationToken) =>
        await outbox.Retry(body.Key, cancellationToken) ? TypedResults.NoContent() : Problem.Of(ProblemCodes.NotFound, "There is no failed email with this key.");

    private static MailJson Of(OutboxLine line) => new(
        line.Key, line.To, line.Template, line.TemplateVersion, line.State.ToString(), line.Attempts, line.QueuedAt, line.State == MailState.Waiting ? line.DueAt : null, line.SentAt, line.Reason,
        line.Text?.Text);
}
