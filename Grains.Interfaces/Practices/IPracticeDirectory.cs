using System.Collections.Immutable;

namespace OutreachSilo.Practices;

/// <summary>A position in WGS84 degrees.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>Great-circle distance in kilometres (mean radius 6,371.0 km).</summary>
    public double KilometresTo(GeoPoint other)
    {
        var (a, b) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var half = Math.Pow(Math.Sin((b - a) / 2), 2)
            + Math.Cos(a) * Math.Cos(b) * Math.Pow(Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2), 2);
        return 2 * 6371.0 * Math.Asin(Math.Sqrt(half));
    }
}

/// <summary>Where a postcode lies.</summary>
/// <param name="Postcode">In its usual writing: upper case, one space, or the district alone.</param>
/// <param name="Exact">True for a known full postcode, false for its district's centre.</param>
public sealed record LocatedPostcode(string Postcode, GeoPoint Position, bool Exact);

/// <summary>A line of the practice list.</summary>
public sealed record PracticeLine(
    string OdsCode, string Name, string Postcode, string Region, string Icb, string Pcn, string PcnName, Hosting Hosting, DateOnly? Closed, int FutureWeeks);

public sealed record PracticePage(ImmutableArray<PracticeLine> Lines, int Total);

public sealed record RegionLine(string Code, string Name, int Practices);

public sealed record PcnLine(string Code, string Name);

/// <summary>Lists and look-ups over the stored summaries. Read-only; may lag the grains by one write.</summary>
public interface IPracticeDirectory
{
    /// <summary>Null when neither the postcode nor its district is known. Accepts any case, spacing and punctuation; full, district, or district and sector.</summary>
    Task<LocatedPostcode?> Locate(string postcode, CancellationToken cancellationToken);

    /// <param name="region">Region code or null for all.</param>
    /// <param name="text">
    /// Words, or parts of words, of name, address, town, code or postcode, as <see cref="Kernel.FoldedText"/> compares; each has to be found.
    /// Wildcard characters are taken literally; at most 100 characters and 12 words are looked for.
    /// </param>
    /// <param name="skip">0 or more.</param>
    /// <param name="take">1 to 200.</param>
    Task<PracticePage> Practices(string? region, string? text, int skip, int take, CancellationToken cancellationToken);

    Task<ImmutableArray<RegionLine>> Regions(CancellationToken cancellationToken);

    Task<ImmutableArray<PcnLine>> Pcns(string region, CancellationToken cancellationToken);

    /// <summary>Open practices of a primary care network, by name; at most 200.</summary>
    Task<ImmutableArray<PracticeLine>> OfNetwork(string pcn, CancellationToken cancellationToken);
}
