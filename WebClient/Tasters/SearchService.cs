using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.Practices;

namespace OutreachSilo.Tasters;

/// <summary>Where somebody looks for a place.</summary>
/// <param name="Near">A postcode or its district, in any writing.</param>
/// <param name="Kilometres">1 to 200.</param>
/// <param name="From">First day; null for today.</param>
/// <param name="To">Last day on which the week may begin; null for no limit.</param>
/// <param name="Skip">0 to 10,000.</param>
/// <param name="Take">1 to 100.</param>
/// <param name="Access">What the building must offer; only practices that state all of it are found.</param>
public sealed record SearchQuery(
    string Near, TasterKind Kind, double Kilometres = 30, DateOnly? From = null, DateOnly? To = null, int Skip = 0, int Take = 20,
    AccessFeatures Access = AccessFeatures.None);

/// <param name="Hits">Nearest first, then by week.</param>
public sealed record SearchPage(LocatedPostcode Near, IReadOnlyList<BoardHit> Hits, int Total);

/// <summary>Finds weeks with a place, or with a waiting list that can be joined, near a postcode. For the page and the API.</summary>
public sealed class SearchService(IBoards boards, IPracticeDirectory directory, TimeProvider time)
{
    public const int PostcodeCharactersMax = 20;
    public const int SkipMax = 10_000;
    public const int TakeMax = 100;

    /// <summary>Refused: PostcodeUnknown, InvalidRequest.</summary>
    public async Task<Outcome<SearchPage>> Search(SearchQuery query, CancellationToken cancellationToken = default)
    {
        if (query.Kilometres is not (>= 1 and <= BoardFilter.KilometresMax)) return Invalid($"km must be a number from 1 to {BoardFilter.KilometresMax}.");
        if (query.Skip is < 0 or > SkipMax || query.Take is < 1 or > TakeMax) return Invalid($"skip must be 0 to {SkipMax} and take must be 1 to {TakeMax}.");
        if (query.From > query.To) return Invalid("from must not be after to.");
        if (query.Near.Length > PostcodeCharactersMax || await directory.Locate(query.Near, cancellationToken) is not { } place) return NoSuchPostcode;
        var now = time.GetUtcNow();
        var filter = new BoardFilter(null, place.Position, query.Kilometres, query.From ?? DateOnly.FromDateTime(now.UtcDateTime), query.To, Access: query.Access);
        var hits = new List<BoardHit>();
        foreach (var region in await directory.Regions(cancellationToken))
        {
            if (!BoardId.IsRegion(region.Code)) continue;
            var board = await boards.Get(new BoardId(region.Code, query.Kind));
            hits.AddRange(filter.Of(board.Rows.Where(row => !row.Stopped && row.Offer.Closes > now), now));
        }

        hits.Sort(static (one, other) => (one.Kilometres, one.Row.Week.Practice, one.Row.Week.Monday).CompareTo((other.Kilometres, other.Row.Week.Practice, other.Row.Week.Monday)));
        return new SearchPage(place, [.. hits.Skip(query.Skip).Take(query.Take)], hits.Count);
    }

    internal static readonly Refusal NoSuchPostcode = new(ProblemCodes.PostcodeUnknown, "We cannot find this postcode. Check it, or use just the first part, like LS1.");

    private static Refusal Invalid(string detail) => new(ProblemCodes.InvalidRequest, detail);
}
