using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <param name="AsOf">UTC instant at which the board was last heard of.</param>
internal sealed record BoardJson(string Board, Guid Epoch, long Version, DateTimeOffset AsOf, IReadOnlyList<BoardRowJson> Rows);

internal static class BoardsApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapApi("Boards").MapGet("/boards/{region}/{kind}", View)
        .WithName("Board")
        .WithSummary("List a region's weeks for one group, with live places. Filter by pcn, near and km, from and to, free=true")
        .Produces<BoardJson>()
        .Refuses(ProblemCodes.NotFound, ProblemCodes.InvalidRequest, ProblemCodes.PostcodeUnknown);

    private static async Task<IResult> View(
        string region, string kind, string? pcn, string? near, string? km, string? from, string? to, string? free,
        IBoards boards, IPracticeDirectory directory, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Names.TryKind(kind, out var which) || !BoardId.IsRegion(region)) return Problem.Of(ProblemCodes.NotFound, "Board not found. Use a region code and a kind, for example Y61/Foundation.");
        var query = new QueryValues();
        var filter = new BoardFilter(
            query.Text("pcn", pcn, 10), null, query.Number("km", km, (int)BoardFilter.KilometresMax, 1, (int)BoardFilter.KilometresMax),
            query.Day("from", from), query.Day("to", to), query.Flag("free", free));
        query.Require(filter.From is null || filter.To is null || filter.From <= filter.To, "from must not be after to.");
        var postcode = query.Search("near", near, SearchService.PostcodeCharactersMax);
        if (query.Refusal is { } refusal) return Problem.Of(refusal);
        if (postcode is not null)
        {
            if (await directory.Locate(postcode, cancellationToken) is not { } place) return Problem.Of(SearchService.NoSuchPostcode);
            filter = filter with { Near = place.Position };
        }

        var board = await boards.Get(new BoardId(region, which));
        var rows = filter.Of(board.Rows, time.GetUtcNow()).Select(hit => BoardRowJson.Of(hit.Row));
        return TypedResults.Ok(new BoardJson(board.Board.ToString(), board.Epoch, board.Version, board.AsOf, [.. rows]));
    }
}
