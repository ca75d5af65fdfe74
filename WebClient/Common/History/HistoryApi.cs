using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Mentoring;
using OutreachSilo.People.Accounts;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common.History;

/// <param name="At">UTC instant.</param>
/// <param name="Kind">Permanent alias of the change.</param>
/// <param name="What">What happened, in words.</param>
/// <param name="Who">Name of who did it.</param>
/// <param name="About">Name of whom it is about, when that is somebody else.</param>
/// <param name="Instant">UTC instant that it is about, for example when a hold ends.</param>
/// <param name="Place">Id of the place that it is about.</param>
internal sealed record HistoryEntryJson(long Version, DateTimeOffset At, string Kind, string What, string Who, string About, DateTimeOffset? Instant, string Detail, Guid? Place)
{
    public static HistoryEntryJson Of(HistoryEntry entry) =>
        new(entry.Line.Version, entry.Line.At, entry.Line.Kind, entry.Line.What, entry.Who, entry.About, entry.Line.Instant, entry.Line.Detail, entry.Line.Place);
}

/// <param name="Older">Give it as <c>before</c> to read on; null when there is no more.</param>
internal sealed record HistoryJson(IReadOnlyList<HistoryEntryJson> Entries, long? Older)
{
    public static HistoryJson Of(HistoryView view) => new([.. view.Entries.Select(HistoryEntryJson.Of)], view.Older);
}

/// <summary>The audit trail of each record: the newest first, <c>before</c> and <c>take</c> (50) to read on.</summary>
internal static class HistoryApi
{
    private const int TakeUsual = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("History");
        var (hosts, owners, trainees, leads) = (api.For(Policies.Host), api.For(Policies.AgendaOwner), api.For(Policies.Trainee), api.For(Policies.SchemeLead));

        hosts.MapGet("/practices/{practice}/history", static (string practice, string? before, string? take, HistoryService history, CancellationToken cancellationToken) =>
                Answer(before, take, stretch => history.Practice(practice, stretch, cancellationToken)))
            .Describe("PracticeHistory", "List the changes to a practice, with who made them", RefusalCodes.PracticeUnknown);

        hosts.MapGet("/weeks/{practice}/{monday}/history", static async (string practice, string monday, string? before, string? take, HistoryService history, CancellationToken cancellationToken) =>
                WeekId.TryCreate(practice, monday, out var week) ? await Answer(before, take, stretch => history.Week(week, stretch, cancellationToken)) : Problem.Of(Names.NoSuchWeek))
            .Describe("WeekHistory", "List the changes to a week and its places, with who made them", RefusalCodes.WeekUnknown, RefusalCodes.PracticeUnknown);

        owners.MapGet("/places/{place:guid}/history", static (Guid place, string? before, string? take, HistoryService history, CancellationToken cancellationToken) =>
                Answer(before, take, stretch => history.Place(place, stretch, cancellationToken)))
            .Describe("PlaceHistory", "List the changes to one of my places", RefusalCodes.PlaceUnknown);

        owners.MapGet("/me/history", static (string? before, string? take, HistoryService history, CancellationToken cancellationToken) =>
                Answer(before, take, async stretch => (Outcome<HistoryView>)await history.Agenda(stretch, cancellationToken)))
            .Describe("MyHistory", "List the changes to my bookings and meetings");

        trainees.MapGet("/mentorships/{mentorship:guid}/history", static (Guid mentorship, string? before, string? take, HistoryService history, CancellationToken cancellationToken) =>
                Answer(before, take, stretch => history.Pair(mentorship, stretch, cancellationToken)))
            .Describe("MentorshipHistory", "List the changes to one of my mentorships: when we met and for how long, never what we discussed", RefusalCodes.MentorshipUnknown, RefusalCodes.NotOfThePair);

        MapMember(trainees, "mentor", MemberRole.Mentor);
        MapMember(trainees, "mentee", MemberRole.Mentee);

        leads.MapGet("/schemes/{scheme}/history", static (string scheme, string? before, string? take, HistoryService history, CancellationToken cancellationToken) =>
                Answer(before, take, stretch => history.Scheme(scheme, stretch, cancellationToken)))
            .Describe("SchemeHistory", "List the changes to a scheme that I lead, with who made them", RefusalCodes.SchemeUnknown);
    }

    private static void MapMember(IEndpointRouteBuilder trainees, string segment, MemberRole role) => trainees
        .MapGet($"/schemes/{{scheme}}/{segment}/history", (string scheme, string? before, string? take, HistoryService history, CancellationToken cancellationToken) =>
            Answer(before, take, stretch => history.Member(scheme, role, stretch, cancellationToken)))
        .Describe($"{role}History", $"List the changes to my membership as a {segment} in a scheme", RefusalCodes.SchemeUnknown);

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary, params string[] refusals) =>
        endpoint.WithName(name).WithSummary(summary).Produces<HistoryJson>().Refuses([ProblemCodes.InvalidRequest, .. refusals]);

    private static async Task<IResult> Answer(string? before, string? take, Func<HistoryStretch, Task<Outcome<HistoryView>>> read)
    {
        var query = new QueryValues();
        var stretch = new HistoryStretch(BeforeOf(before), query.Number("take", take, TakeUsual, 1, IRecordHistory.TakeMax));
        query.Require(before is null || stretch.Before is not null, "before must be a whole number above 0: the value of older in the previous response.");
        if (query.Refusal is { } refusal) return Problem.Of(refusal);
        return (await read(stretch)).Answer(view => TypedResults.Ok(HistoryJson.Of(view)));
    }

    /// <summary>Null for what is no version.</summary>
    public static long? BeforeOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0 ? version : null;
}
