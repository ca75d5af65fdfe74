using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <param name="Days">Every day asked about, in order; days are London's.</param>
/// <param name="Filled">Weeks that filled on one of these days, the last first; at most <see cref="TrendsApi.FilledMax"/>.</param>
/// <param name="Whole">False when a bound was met and the region's oldest weeks are left out.</param>
internal sealed record TrendsJson(string Board, IReadOnlyList<TrendDay> Days, IReadOnlyList<FilledWeekJson> Filled, bool Whole);

internal sealed record FilledWeekJson(string Practice, DateOnly Monday, string Name, DateTimeOffset Published, DateTimeOffset Full);

internal static class TrendsApi
{
    public const int FilledMax = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("Boards").MapGet("/boards/{region}/{kind}/trends", View)
        .WithName("Trends")
        .WithSummary($"Show places published, requested and confirmed on each of the last days, and the weeks that filled. days is 1 to {IRegionTrends.DaysMax}")
        .Produces<TrendsJson>()
        .Refuses(ProblemCodes.NotFound, ProblemCodes.InvalidRequest);

    private static async Task<IResult> View(string region, string kind, string? days, IRegionTrends trends, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Names.TryKind(kind, out var which) || !BoardId.IsRegion(region)) return Problem.Of(ProblemCodes.NotFound, "Board not found. Use a region code and a kind, for example Y61/Foundation.");
        var query = new QueryValues();
        var back = query.Number("days", days, BoardTrends.DaysOffered[0], 1, IRegionTrends.DaysMax);
        if (query.Refusal is { } refusal) return Problem.Of(refusal);
        var (board, last) = (new BoardId(region, which), LondonTime.DateOf(time.GetUtcNow()));
        var trend = await trends.Read(board, last.AddDays(1 - back), last, cancellationToken);
        return TypedResults.Ok(new TrendsJson(board.ToString(), trend.Days, [.. trend.Filled.Take(FilledMax).Select(Of)], trend.Whole));
    }

    private static FilledWeekJson Of(FilledWeek week) => new(week.Week.Practice, week.Week.Monday, week.Host, week.Published, week.Full);
}
