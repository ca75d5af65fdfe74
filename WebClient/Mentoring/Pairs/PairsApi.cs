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
            .WithSummary("Show one of my mentorships and the times and lengths of its meetings, never what was discussed")
            .Produces<PairJson>()
            .Refuses(RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair);

        api.MapPost("/mentorships/{mentorship:guid}/signature", static async (Guid mentorship, SignJson body, CommandId id, PairService pairs) =>
                Answer(await pairs.Sign(mentorship, body.Version, body.Name, body.Confirmed, id.Value)))
            .Writes()
            .WithName("SignAgreement")
            .WithSummary("Sign the latest agreement by giving my name and confirming that I have read it")
            .Produces<PairJson>()
            .Refuses(
                ProblemCodes.SignatureInvalid, RefusalCodes.SchemeUnknown, RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MentorshipEnded,
                RefusalCodes.AgreementUnknown, RefusalCodes.AgreementOutdated, RefusalCodes.MeetingPending);

        api.MapPut("/mentorships/{mentorship:guid}/guidance/{topic}", Tick)
            .Writes()
            .WithName("TickGuidance")
            .WithSummary("Mark a guidance topic as done or not done")
            .Produces<PairJson>()
            .Refuses(RefusalCodes.InvalidCommand, RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MentorshipEnded, RefusalCodes.MeetingPending);

        api.MapPost("/mentorships/{mentorship:guid}/end", static async (Guid mentorship, CommandId id, PairService pairs) => Answer(await pairs.End(mentorship, id.Value)))
            .Writes()
            .WithName("EndMentorship")
            .WithSummary("End the mentorship early and cancel its future meetings")
            .Produces<PairJson>()
            .Refuses(RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair, RefusalCodes.MeetingPending);

        api.MapPost("/mentorships/{mentorship:guid}/problems", static async (Guid mentorship, ReportProblemJson body, CommandId id, ProblemReports reports, CancellationToken cancellationToken) =>
                (await reports.Write(mentorship, body.Text, id.Value, cancellationToken)).Answer(static _ => TypedResults.NoContent()))
            .Writes()
            .WithName("ReportProblem")
            .WithSummary("Report a problem in confidence to the scheme lead")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCodes.InvalidCommand, RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair);
    }

    private static async Task<IResult> Tick(Guid mentorship, string topic, TickJson body, CommandId id, PairService pairs) =>
        MentoringNames.Parse<GuidanceTopic>(topic) is { } known
            ? Answer(await pairs.Tick(mentorship, known, body.Done, id.Value))
            : Problem.Of(MentoringNames.NoSuch<GuidanceTopic>("A topic"));

    private static IResult Answer(Outcome<MentorshipView> outcome) => outcome.Answer(view => TypedResults.Ok(PairJson.Of(view)));
}
