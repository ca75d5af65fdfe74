using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>What members and the lead of a scheme read of it.</summary>
internal static class SchemesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Mentoring");
        var members = api.For(Policies.SchemeMember);

        api.For(Policies.Trainee).MapGet("/me/schemes", static async (SchemeService schemes, CancellationToken cancellationToken) => TypedResults.Ok(MySchemesJson.Of(await schemes.Mine(cancellationToken))))
            .WithName("MySchemes")
            .WithSummary("List my schemes, my roles in them and my mentorships");

        members.MapGet("/schemes/{scheme}", static async (string scheme, SchemeService schemes) => (await schemes.Scheme(scheme)).Answer(view => TypedResults.Ok(SchemeJson.Of(view))))
            .WithName("Scheme")
            .WithSummary("Show one of my schemes with its limits")
            .Produces<SchemeJson>()
            .Refuses(RefusalCodes.SchemeUnknown);

        members.MapGet("/schemes/{scheme}/agreements/{version}", Agreement)
            .WithName("Agreement")
            .WithSummary("Show a version of the mentoring agreement. Use 0 for the latest")
            .Produces<AgreementJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.AgreementUnknown, ProblemCodes.InvalidRequest);

        members.MapGet("/schemes/{scheme}/mentors", static async (string scheme, SchemeService schemes, CancellationToken cancellationToken) =>
                (await schemes.Mentors(scheme, cancellationToken)).Answer(mentors => TypedResults.Ok(MentorsJson.Of(mentors))))
            .WithName("Mentors")
            .WithSummary("List the mentors in one of my schemes, those with free places first")
            .Produces<MentorsJson>()
            .Refuses(RefusalCodes.SchemeUnknown);
    }

    private static async Task<IResult> Agreement(string scheme, string version, SchemeService schemes)
    {
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Problem.Of(ProblemCodes.InvalidRequest, "version must be a number. Use 0 for the latest.");
        return (await schemes.Agreement(scheme, number)).Answer(text => TypedResults.Ok(AgreementJson.Of(text)));
    }
}
