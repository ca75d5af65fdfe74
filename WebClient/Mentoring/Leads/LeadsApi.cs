using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>What administrators and leads do with schemes, their registers, agreements and matches.</summary>
internal static class LeadsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Schemes");
        var lead = api.For(Policies.SchemeLead);

        api.For(Policies.SchemeKeeper).MapGet("/schemes", static async (LeadService leads, CancellationToken cancellationToken) => TypedResults.Ok(SchemeListJson.Of(await leads.Schemes(cancellationToken))))
            .WithName("Schemes")
            .WithSummary("List the schemes I lead, or all schemes for an administrator");

        api.For(Policies.SchemeKeeper).MapPut("/schemes/{scheme}", Define)
            .Writes()
            .WithName("DefineScheme")
            .WithSummary("Create or change a scheme (administrators only). New limits apply to mentorships made afterwards")
            .Produces<SchemeJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.InvalidCommand);

        lead.MapGet("/schemes/{scheme}/board", Board)
            .WithName("SchemeBoard")
            .WithSummary("Show who is matched and not matched, mentors with free places and meetings held each month, but never what was discussed")
            .Produces<SchemeBoardJson>()
            .Refuses(RefusalCodes.SchemeUnknown);

        lead.MapGet("/schemes/{scheme}/trainees", static async (string scheme, LeadService leads, CancellationToken cancellationToken) =>
                (await leads.Trainees(scheme, cancellationToken)).Answer(list => TypedResults.Ok(new TraineesJson([.. list.Select(it => new TraineeJson(it.Person, it.Name, it.Email))]))))
            .WithName("Trainees")
            .WithSummary("List the people I can enrol: trainees in the scheme")
            .Produces<TraineesJson>()
            .Refuses(RefusalCodes.SchemeUnknown);

        lead.MapPost("/schemes/{scheme}/members", Enrol)
            .Writes()
            .WithName("EnrolMember")
            .WithSummary("Enrol a mentor or mentee, or update their profile")
            .Produces<MemberJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MemberUnknown, RefusalCodes.InvalidCommand, RefusalCodes.SchemeFull);

        lead.MapDelete("/schemes/{scheme}/members/{person}/{role}", Leave)
            .Writes()
            .WithName("EndMembership")
            .WithSummary("Remove a member from the scheme. Their mentorships continue until they are ended")
            .Produces<MemberJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MemberUnknown, RefusalCodes.InvalidCommand);

        lead.MapPost("/schemes/{scheme}/agreements", static async (string scheme, PublishAgreementJson body, CommandId id, LeadService leads) =>
                (await leads.PublishAgreement(scheme, body.Text, id.Value)).Answer(text => TypedResults.Json(AgreementJson.Of(text), statusCode: StatusCodes.Status201Created)))
            .Writes()
            .WithName("PublishAgreement")
            .WithSummary("Publish a new version of the agreement. People who have both signed an older version keep it")
            .Produces<AgreementJson>(StatusCodes.Status201Created)
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.InvalidCommand);

        lead.MapGet("/schemes/{scheme}/match", static async (string scheme, LeadService leads) => (await leads.PreviewMatch(scheme)).Answer(preview => TypedResults.Ok(MatchPreviewJson.Of(preview))))
            .WithName("PreviewMatch")
            .WithSummary("Preview the best match for all mentees without a mentor. Nothing is changed")
            .Produces<MatchPreviewJson>()
            .Refuses(RefusalCodes.SchemeUnknown);

        lead.MapPost("/schemes/{scheme}/match", static async (string scheme, ApplyMatchJson body, CommandId id, LeadService leads) =>
                (await leads.ApplyMatch(scheme, [.. body.Pairs.Select(pair => new ChosenPair(pair.Mentee, pair.Mentor))], id.Value)).Answer(report => TypedResults.Ok(MatchReportJson.Of(report))))
            .Writes()
            .WithName("ApplyMatch")
            .WithSummary("Match these mentors and mentees within the limits. If one is refused, the others still go ahead")
            .Produces<MatchReportJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MemberUnknown, RefusalCodes.InvalidCommand, RefusalCodes.MatchUnderWay);

        lead.MapPut("/schemes/{scheme}/mentors/{person}/pause", static async (string scheme, string person, PauseJson body, CommandId id, LeadService leads) =>
                (await leads.Pause(scheme, person, body.Paused, id.Value)).Answer(view => TypedResults.Ok(MentorJson.Of(view))))
            .Writes()
            .WithName("PauseMentorOfScheme")
            .WithSummary("Pause or restart new requests to a mentor. Their mentorships continue")
            .Produces<MentorJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MentorUnknown);

        lead.MapPost("/schemes/{scheme}/mentorships/{mentorship:guid}/end", static async (string scheme, Guid mentorship, CommandId id, LeadService leads) =>
                await leads.EndPair(scheme, mentorship, id.Value) is { } refusal ? Problem.Of(refusal) : (IResult)TypedResults.NoContent())
            .Writes()
            .WithName("EndPair")
            .WithSummary("End a mentorship in a scheme I lead")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MentorshipUnknown, RefusalCodes.MeetingPending);

        lead.MapGet("/schemes/{scheme}/problems", static async (string scheme, ProblemReports reports, CancellationToken cancellationToken) =>
                (await reports.Of(scheme, cancellationToken)).Answer(list => TypedResults.Ok(ReportsJson.Of(list))))
            .WithName("ProblemReports")
            .WithSummary("List problem reports sent to me, newest first")
            .Produces<ReportsJson>()
            .Refuses(RefusalCodes.SchemeUnknown);

        lead.MapPost("/schemes/{scheme}/problems/{report:guid}/handled", static async (string scheme, Guid report, CommandId _, ProblemReports reports, CancellationToken cancellationToken) =>
                await reports.Handle(scheme, report, cancellationToken) is { } refusal ? Problem.Of(refusal) : (IResult)TypedResults.NoContent())
            .Writes()
            .WithName("HandleProblem")
            .WithSummary("Mark a report as dealt with")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCodes.SchemeUnknown, ProblemCodes.ReportUnknown);
    }

    private static async Task<IResult> Define(string scheme, DefineSchemeJson body, CommandId id, LeadService leads) =>
        body.Policy.Read() is { } policy
            ? (await leads.Define(scheme, body.Name, body.Region, body.Zone, policy, id.Value)).Answer(view => TypedResults.Ok(SchemeJson.Of(view)))
            : Problem.Of(MentoringNames.NoSuch<YearStart>("The start of the training year"));

    private static async Task<IResult> Board(string scheme, LeadService leads, MemberNames names, CancellationToken cancellationToken)
    {
        var board = await leads.Board(scheme, cancellationToken);
        if (!board.Succeeded) return Problem.Of(board.Refusal);
        return TypedResults.Ok(SchemeBoardJson.Of(board.Value, await names.Of(board.Value.Persons, cancellationToken)));
    }

    private static async Task<IResult> Enrol(string scheme, EnrolJson body, CommandId id, LeadService leads, CancellationToken cancellationToken) =>
        MentoringNames.Parse<MemberRole>(body.Role) is { } role
            ? (await leads.Enrol(scheme, body.Person, role, new MemberProfile([.. body.Profile.Interests], [.. body.Profile.Placements]), id.Value, cancellationToken))
                .Answer(member => TypedResults.Ok(MemberJson.Of(member)))
            : Problem.Of(MentoringNames.NoSuch<MemberRole>("A role"));

    private static async Task<IResult> Leave(string scheme, string person, string role, CommandId id, LeadService leads) =>
        MentoringNames.Parse<MemberRole>(role) is { } known
            ? (await leads.Leave(scheme, person, known, id.Value)).Answer(member => TypedResults.Ok(MemberJson.Of(member)))
            : Problem.Of(MentoringNames.NoSuch<MemberRole>("A role"));
}
