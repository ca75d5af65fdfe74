using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>What a mentee does before there is a pair.</summary>
internal static class MenteesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Mentoring").For(Policies.Trainee);

        api.MapGet("/schemes/{scheme}/mentee", static async (string scheme, MenteeService mentee) => Answer(await mentee.View(scheme)))
            .WithName("Mentee")
            .WithSummary("Show my choices as a mentee, their results and my mentor")
            .Produces<MenteeJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MenteeUnknown);

        api.MapPut("/schemes/{scheme}/choices", static async (string scheme, ChooseJson body, CommandId id, MenteeService mentee) => Answer(await mentee.Choose(scheme, [.. body.Mentors], id.Value)))
            .Writes()
            .WithName("ChooseMentors")
            .WithSummary("Replace my choices of mentors, first choice first. An empty list withdraws all requests")
            .Produces<MenteeJson>()
            .Refuses(RefusalCodes.SchemeUnknown, RefusalCodes.MenteeUnknown, RefusalCodes.SchemeMismatch, RefusalCodes.ChoicesTooMany, RefusalCodes.InvalidCommand, RefusalCodes.MenteeMatched);
    }

    private static IResult Answer(Outcome<MenteeView> outcome) => outcome.Answer(view => TypedResults.Ok(MenteeJson.Of(view)));
}
