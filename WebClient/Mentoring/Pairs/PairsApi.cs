using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>What mentor and mentee of a pair do: agreement, guidance, reports, the end.</summary>
internal static class PairsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Mentorships").For(Policies.Trainee);

        api.MapGet("/mentorships/{mentorship:guid}", static async (Guid mentorship, PairService pairs) => Answer(await pairs.View(mentorship)))
            .WithName("Mentorship")
            .WithSummary("A pair of mine with its meetings: only their times and lengths, never what was talked about")
            .Produces<PairJson>()
            .Refuses(RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair);

        api.MapPost("/mentorships/{mentorship:guid}/signature", static async (Guid mentorship, SignJson body, CommandId id, PairService pairs) =>
                Answer(await pairs.Sign(mentorship, body.Version, body.Name, body.Confirmed, id.Value)))
            .Writes()
            .WithName("SignAgreement")
            .WithSummary("Sign the newest agreement, by typing my name and confirming that I have read it")
            .Produces<PairJson>()
            .Refuses(
                ProblemCodes.SignatureInvalid, RefusalCodes.SchemeUnknown, RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MentorshipEnded,
                RefusalCodes.AgreementUnknown, RefusalCodes.AgreementOutdated, RefusalCodes.MeetingPending);

        api.MapPut("/mentorships/{mentorship:guid}/guidance/{topic}", Tick)
            .Writes()
            .WithName("TickGuidance")
            .WithSummary("Tick a topic of the guidance that we have gone through, or untick it")
            .Produces<PairJson>()
            .Refuses(RefusalCodes.InvalidCommand, RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MentorshipEnded, RefusalCodes.MeetingPending);

        api.MapPost("/mentorships/{mentorship:guid}/end", static async (Guid mentorship, CommandId id, PairService pairs) => Answer(await pairs.End(mentorship, id.Value)))
            .Writes()
            .WithName("EndMentorship")
            .WithSummary("End the pair early; what is still to come is cancelled")
            .Produces<PairJson>()
            .Refuses(RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MeetingPending);

        api.MapPost("/mentorships/{mentorship:guid}/problems", static async (Guid mentorship, ReportProblemJson body, CommandId id, ProblemReports reports, CancellationToken cancellationToken) =>
                (await reports.Write(mentorship, body.Text, id.Value, cancellationToken)).Answer(static _ => TypedResults.NoContent()))
            .Writes()
            .WithName("ReportProblem")
            .WithSummary("Tell the lead of the scheme, and nobody else, what goes wrong")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCodes.InvalidCommand, RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair);
    }

    private static async Task<IResult> Tick(Guid mentorship, string topic, TickJson body, CommandId id, PairService pairs) =>
        MentoringNames.Parse<GuidanceTopic>(topic) is { } known
            ? Answer(await pairs.Tick(mentorship, known, body.Done, id.Value))
            : Problem.Of(MentoringNames.NoSuch<GuidanceTopic>("A topic"));

    private static IResult Answer(Outcome<MentorshipView> outcome) => outcome.Answer(view => TypedResults.Ok(PairJson.Of(view)));
}
