using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.People.Accounts;
using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

/// <summary>The register for all, publishing for hosts.</summary>
internal static class PracticesApi
{
    private const int ReasonCharactersMax = 500;
    private const int SupervisorCharactersMax = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Practices");
        var hosts = api.For(Policies.Host);

        api.MapGet("/practices", List)
            .WithName("Practices")
            .WithSummary("Find practices by name, code or postcode: region=Y61, q=text, skip, take up to 200")
            .Produces<PracticePageJson>()
            .Refuses(ProblemCodes.InvalidRequest);

        api.MapGet("/practices/{practice}", static async (string practice, PublishingService publishing) =>
                (await publishing.Practice(practice)).Answer(view => TypedResults.Ok(PracticeJson.Of(view))))
            .WithName("Practice")
            .WithSummary("Show one practice with its published weeks")
            .Produces<PracticeJson>()
            .Refuses(RefusalCodes.PracticeUnknown);

        hosts.MapPost("/practices/{practice}/weeks", Publish)
            .Writes()
            .WithName("PublishWeeks")
            .WithSummary("Publish one week or a term from a template. Returns the result for each week")
            .Produces<PublishReportJson>()
            .Refuses(
                RefusalCodes.PracticeUnknown, RefusalCodes.InvalidCommand, RefusalCodes.PracticeClosed, RefusalCodes.PracticeNotHosting, RefusalCodes.TermTooLong,
                RefusalCodes.CapacityOutOfRange, RefusalCodes.WeekInPast);

        hosts.MapPut("/practices/{practice}/hosting", ChooseHosting)
            .Writes()
            .WithName("ChooseHosting")
            .WithSummary("Set whether the practice hosts: NotHosting, Interested or Hosting")
            .Produces<PracticeJson>()
            .Refuses(RefusalCodes.PracticeUnknown, RefusalCodes.InvalidCommand, RefusalCodes.PracticeClosed);

        hosts.MapPut("/practices/{practice}/access", DescribeAccess)
            .Writes()
            .WithName("DescribeAccess")
            .WithSummary("Set the accessibility information people can search by")
            .Produces<PracticeJson>()
            .Refuses(RefusalCodes.PracticeUnknown, RefusalCodes.InvalidCommand, RefusalCodes.PracticeClosed);
    }

    private static async Task<IResult> DescribeAccess(string practice, AccessJson body, CommandId id, PublishingService publishing)
    {
        if (!GrainKeys.TryParsePracticeCode(practice, out var code)) return Problem.Of(NoSuchPractice);
        if (!AccessJson.TryRead(body.Features, out var features)) return Problem.Of(Invalid(AccessJson.Accepted));
        return (await publishing.DescribeAccess(code, features, id.Value)).Answer(view => TypedResults.Ok(PracticeJson.Of(view)));
    }

    private static async Task<IResult> List(
        string? region, [FromQuery(Name = "q")] string? text, string? skip, string? take, IPracticeDirectory directory, CancellationToken cancellationToken)
    {
        var query = new QueryValues();
        var (from, count) = (query.Number("skip", skip, 0, 0, 100_000), query.Number("take", take, 50, 1, 200));
        var wanted = query.Search("q", text, 100);
        query.Require(region is null || BoardId.IsRegion(region), "region must be a code like Y61.");
        if (query.Refusal is { } refusal) return Problem.Of(refusal);
        var page = await directory.Practices(region, wanted, from, count, cancellationToken);
        return TypedResults.Ok(new PracticePageJson(
            [.. page.Lines.Select(it => new PracticeLineJson(it.OdsCode, it.Name, it.Postcode, it.Region, it.Icb, it.Pcn, it.PcnName, it.Hosting.ToString(), it.Closed, it.FutureWeeks))],
            page.Total, from, count));
    }

    private static async Task<IResult> Publish(string practice, PublishJson body, CommandId id, PublishingService publishing)
    {
        if (!GrainKeys.TryParsePracticeCode(practice, out var code)) return Problem.Of(NoSuchPractice);
        if (body.Offers.Count is 0 or > 2) return Problem.Of(Invalid("offers must have 1 or 2 templates, with no more than 1 for each kind."));
        var offers = ImmutableArray.CreateBuilder<OfferTemplate>(body.Offers.Count);
        foreach (var offer in body.Offers)
        {
            if (!Names.TryKind(offer.Kind, out var kind) || offers.Any(it => it.Kind == kind)) return Problem.Of(Names.NoSuchKind);
            if (!Names.TryHalfDays(offer.HalfDays, out var halfDays)) return Problem.Of(Invalid("halfDays must have at least one of mon-am, mon-pm … fri-pm, each once."));
            if (offer.Supervisor.Length > SupervisorCharactersMax || !offer.Supervisor.IsPlainText()) return Problem.Of(Invalid($"supervisor must be plain text of {SupervisorCharactersMax} characters or fewer."));
            offers.Add(new OfferTemplate(kind, halfDays, offer.Capacity, offer.Supervisor));
        }

        if (!IsSensible(body.First) || (body.Last is { } day && !IsSensible(day))) return Problem.Of(Invalid("first and last must be dates between 2000 and 2199."));
        if (body.Last < body.First) return Problem.Of(Invalid("last must not be before first."));
        var published = await publishing.Publish(code, body.First, body.Last ?? body.First, offers.ToImmutable(), body.DeskLimit, body.Opens, id.Value);
        return published.Answer(report => TypedResults.Ok(PublishReportJson.Of(report)));
    }

    private static async Task<IResult> ChooseHosting(string practice, HostingJson body, CommandId id, PublishingService publishing)
    {
        if (!GrainKeys.TryParsePracticeCode(practice, out var code)) return Problem.Of(NoSuchPractice);
        Hosting? choice = body.Choice switch
        {
            nameof(Hosting.NotHosting) => Hosting.NotHosting,
            nameof(Hosting.Interested) => Hosting.Interested,
            nameof(Hosting.Hosting) => Hosting.Hosting,
            _ => null,
        };
        if (choice is null) return Problem.Of(Invalid("choice must be NotHosting, Interested or Hosting."));
        if (body.Reason.Length > ReasonCharactersMax || !body.Reason.IsPlainText()) return Problem.Of(Invalid($"reason must be plain text of {ReasonCharactersMax} characters or fewer."));
        if (body.Until is { } until && !IsSensible(until)) return Problem.Of(Invalid("until must be a date between 2000 and 2199."));
        return (await publishing.ChooseHosting(code, choice.Value, body.Reason, body.Until, id.Value)).Answer(view => TypedResults.Ok(PracticeJson.Of(view)));
    }

    private static bool IsSensible(DateOnly day) => day.Year is >= 2000 and <= 2199;

    private static Refusal Invalid(string detail) => new(RefusalCodes.InvalidCommand, detail);

    private static readonly Refusal NoSuchPractice = new(RefusalCodes.PracticeUnknown, "Enter a practice code, for example K81001.");
}
