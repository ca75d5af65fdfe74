using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.Practices;

namespace OutreachSilo.Tasters;

/// <param name="Kilometres">As the crow flies, to one decimal.</param>
internal sealed record SearchHitJson(double Kilometres, BoardRowJson Week);

/// <param name="Near">The postcode as it is usually written.</param>
/// <param name="Exact">False when only the district is known.</param>
internal sealed record SearchJson(string Near, bool Exact, IReadOnlyList<SearchHitJson> Hits, int Total);

internal static class SearchApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("Search").MapGet("/search", Search)
        .WithName("Search")
        .WithSummary("Find weeks near a postcode that can be booked or have a waiting list, nearest first: near, km (30), kind (Foundation), from, to, access (StepFree,HearingLoop …), skip, take (20)")
        .Produces<SearchJson>()
        .Refuses(ProblemCodes.InvalidRequest, ProblemCodes.PostcodeUnknown);

    private static async Task<IResult> Search(
        string? near, string? km, string? kind, string? from, string? to, string? access, string? skip, string? take, SearchService search, CancellationToken cancellationToken)
    {
        var query = new QueryValues();
        query.Require(Names.TryKind(kind ?? nameof(TasterKind.Foundation), out var which), Names.NoSuchKind.Detail);
        query.Require(AccessJson.TryRead(access?.Split(','), out var features), AccessJson.Accepted);
        var postcode = query.Search("near", near, SearchService.PostcodeCharactersMax);
        query.Require(postcode is not null, "near must be a postcode or its first part.");
        var asked = new SearchQuery(
            postcode ?? "", which, query.Number("km", km, 30, 1, (int)BoardFilter.KilometresMax), query.Day("from", from), query.Day("to", to),
            query.Number("skip", skip, 0, 0, SearchService.SkipMax), query.Number("take", take, 20, 1, SearchService.TakeMax), features);
        if (query.Refusal is { } refusal) return Problem.Of(refusal);
        return (await search.Search(asked, cancellationToken)).Answer(page => TypedResults.Ok(new SearchJson(
            page.Near.Postcode, page.Near.Exact,
            [.. page.Hits.Select(hit => new SearchHitJson(Math.Round(hit.Kilometres ?? 0, 1), BoardRowJson.Of(hit.Row)))],
            page.Total)));
    }
}
