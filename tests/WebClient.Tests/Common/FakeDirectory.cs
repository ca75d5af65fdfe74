using System.Collections.Immutable;
using OutreachSilo.Practices;

namespace OutreachSilo.Common;

/// <summary>One region, one postcode district.</summary>
internal sealed class FakeDirectory : IPracticeDirectory
{
    public static readonly GeoPoint Centre = new(52.2, 0.12);

    public Task<LocatedPostcode?> Locate(string postcode, CancellationToken cancellationToken) =>
        Task.FromResult(Kernel.FoldedText.Of(postcode).StartsWith("cb", StringComparison.Ordinal) ? new LocatedPostcode("CB1", Centre, false) : null);

    public Task<PracticePage> Practices(string? region, string? text, int skip, int take, CancellationToken cancellationToken) =>
        Task.FromResult(region is not (null or "Y61") ? new PracticePage([], 0) : new PracticePage([new PracticeLine("K81001", "Meadow Surgery", "CB1 2AB", "Y61", "QUE", "U00001", "Cam PCN", Hosting.Hosting, null, 3)], 1));

    public Task<ImmutableArray<RegionLine>> Regions(CancellationToken cancellationToken) => Task.FromResult(ImmutableArray.Create(new RegionLine("Y61", "East of England", 1)));

    public Task<ImmutableArray<PcnLine>> Pcns(string region, CancellationToken cancellationToken) => Task.FromResult(region == "Y61" ? [new PcnLine("U00001", "Cam PCN")] : ImmutableArray<PcnLine>.Empty);

    /// <summary>One network of two practices, and one that has a practice beyond the region.</summary>
    public Task<ImmutableArray<PracticeLine>> OfNetwork(string pcn, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<PracticeLine>>(pcn switch
    {
        "U00001" => [Line("K81001", "Y61", pcn), Line("K81003", "Y61", pcn)],
        "U00002" => [Line("K81001", "Y61", pcn), Line("K81009", "Y56", pcn)],
        _ => [],
    });

    private static PracticeLine Line(string code, string region, string pcn) => new(code, "Meadow Surgery", "CB1 2AB", region, "QUE", pcn, "Cam PCN", Hosting.Hosting, null, 3);
}
