using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>What a mentor does: requests, hours, ledger, pause.</summary>
internal static class MentorsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Mentoring").For(Policies.Trainee);

        api.MapGet("/schemes/{scheme}/mentor", static async (string scheme, MentorService mentor) => Answer(await mentor.View(scheme)))
            .WithName("Mentor")
            .WithSummary("Show my mentees, requests, availability and hours as a mentor")
            .Produces<MentorJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MentorUnknown);

        api.MapPut("/schemes/{scheme}/mentor/hours", static async (string scheme, HoursJson body, CommandId id, MentorService mentor) =>
                body.Read() is { } hours ? Answer(await mentor.SetHours(scheme, hours, id.Value)) : Problem.Of(HoursJson.Accepted))
            .Writes()
            .WithName("SetHours")
            .WithSummary("Set when I can meet. Meetings already booked stay the same")
            .Produces<MentorJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MentorUnknown, RefusalCodes.ZoneUnknown, RefusalCodes.HoursInvalid, RefusalCodes.HoursTooMany, RefusalCodes.HoursOverlap);

        api.MapPut("/schemes/{scheme}/mentor/pause", static async (string scheme, PauseJson body, CommandId id, MentorService mentor) => Answer(await mentor.Pause(scheme, body.Paused, id.Value)))
            .Writes()
            .WithName("PauseMentor")
            .WithSummary("Pause or restart new requests. Existing mentorships continue")
            .Produces<MentorJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MentorUnknown);

        api.MapPost("/schemes/{scheme}/mentor/ledger", RecordHours)
            .Writes()
            .WithName("RecordHours")
            .WithSummary("Record training and preparation hours")
            .Produces<MentorJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MentorUnknown, RefusalCodes.InvalidCommand, RefusalCodes.LedgerFull);

        foreach (var (word, name, accept) in new[] { ("accept", "AcceptRequest", true), ("decline", "DeclineRequest", false) })
            api.MapPost($"/schemes/{{scheme}}/mentees/{{mentee}}/requests/{{request:guid}}/{word}", async (string scheme, string mentee, Guid request, CommandId id, MentorService mentor) =>
                    (await mentor.Answer(scheme, mentee, request, accept, id.Value)).Answer(view => TypedResults.Ok(new AnsweredJson(request, accept ? view.Mentorship : null))))
                .Writes()
                .WithName(name)
                .WithSummary(accept ? "Accept a mentee's request. The first mentor to accept is matched" : "Decline a mentee's request")
                .Produces<AnsweredJson>()
                .Refuses(
                    RefusalCodes.SchemeUnknown, RefusalCodes.MenteeUnknown, RefusalCodes.RequestUnknown, RefusalCodes.RequestClosed, RefusalCodes.MenteeMatched, RefusalCodes.MatchPending,
                    RefusalCodes.MentorUnknown, RefusalCodes.MentorPaused, RefusalCodes.MentorFull);
    }

    private static async Task<IResult> RecordHours(string scheme, RecordHoursJson body, CommandId id, MentorService mentor) =>
        MentoringNames.Parse<HoursKind>(body.Kind) is { } kind
            ? Answer(await mentor.RecordHours(scheme, kind, body.Day, body.Minutes, id.Value))
            : Problem.Of(MentoringNames.NoSuch<HoursKind>("kind"));

    private static IResult Answer(Outcome<MentorView> outcome) => outcome.Answer(view => TypedResults.Ok(MentorJson.Of(view)));
}
