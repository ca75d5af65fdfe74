using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring.Agreements;

/// <summary>The agreement of a pair on paper, for both of it: from the page and from the API.</summary>
internal static class AgreementFile
{
    private const string Path = "/mentorships/{mentorship:guid}/agreement.pdf";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapParts().For(Policies.Trainee).MapGet(Path, Download);
        routes.MapApi("Mentorships").For(Policies.Trainee).MapGet(Path, Download)
            .WithName("AgreementPdf")
            .WithSummary("Download the agreement for one of my mentorships as a PDF, with who has signed it and when")
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf")
            .Refuses(RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.SchemeUnknown, RefusalCodes.AgreementUnknown);
    }

    private static async Task<IResult> Download(Guid mentorship, PairService pairs, SchemeService schemes, MemberNames names, CancellationToken cancellationToken)
    {
        var found = await pairs.View(mentorship);
        if (!found.Succeeded) return Problem.Of(found.Refusal);
        var pair = found.Value;
        var text = await schemes.Agreement(pair.Mentor.Scheme, pair.Signatures.Select(signature => signature.Version).DefaultIfEmpty().Max());
        if (!text.Succeeded) return Problem.Of(text.Refusal);
        return TypedResults.File(AgreementPdf.Write(text.Value, pair, await names.Of([pair.Mentor.Person, pair.Mentee.Person], cancellationToken)), "application/pdf", "mentoring-agreement.pdf");
    }
}
