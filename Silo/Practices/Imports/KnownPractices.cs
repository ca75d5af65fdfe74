using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>The practices held when an import began, by ODS code, with the journal version of each.</summary>
internal sealed class KnownPractices
{
    private readonly Dictionary<string, (StoredPractice Summary, long Version)> practices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, GeoPoint> exactPositions = new(StringComparer.Ordinal);

    public static async Task<KnownPractices> Load(IJournalScan scan, CancellationToken cancellationToken)
    {
        var known = new KnownPractices();
        await foreach (var row in scan.Summaries(StoredPractice.Kind, cancellationToken)) known.Add(StoredPractice.Parse(row.Body), row.Version);
        return known;
    }

    public int Count => practices.Count;

    public IEnumerable<StoredPractice> All => practices.Values.Select(known => known.Summary).OrderBy(summary => summary.Code, StringComparer.Ordinal);

    public bool Contains(string odsCode) => practices.ContainsKey(odsCode);

    public StoredPractice? Find(string odsCode) => practices.TryGetValue(odsCode, out var known) ? known.Summary : null;

    /// <summary>0 for a practice not held.</summary>
    public long VersionOf(string odsCode) => practices.TryGetValue(odsCode, out var known) ? known.Version : 0;

    /// <summary>Where some practice with this postcode is known to lie exactly.</summary>
    public GeoPoint? ExactPositionOf(string postcode) => exactPositions.TryGetValue(postcode, out var position) ? position : null;

    private void Add(StoredPractice summary, long version)
    {
        practices[summary.Code] = (summary, version);
        if (summary.Quality == PositionQuality.Postcode && !double.IsNaN(summary.Position.Latitude)) exactPositions.TryAdd(summary.Postcode, summary.Position);
    }
}
