namespace OutreachSilo.Practices;

/// <summary>
/// The best position known for a practice: what the file says, what we held for the same postcode, or the centre of its district. A file
/// without positions never makes a known position worse.
/// </summary>
internal sealed class PositionFinder(KnownPractices known, IReadOnlyDictionary<string, GeoPoint> outcodes)
{
    public PracticeFacts Place(PracticeFacts facts)
    {
        var (position, quality) = (new GeoPoint(facts.Latitude, facts.Longitude), facts.PositionQuality);
        if (known.Find(facts.OdsCode) is { } held && held.Postcode == facts.Postcode) Better(held.Position, held.Quality);
        if (known.ExactPositionOf(facts.Postcode) is { } exact) Better(exact, PositionQuality.Postcode);
        if (outcodes.TryGetValue(Postcode.DistrictOf(facts.Postcode), out var centre)) Better(centre, PositionQuality.Outcode);
        return facts with { Latitude = position.Latitude, Longitude = position.Longitude, PositionQuality = quality };

        void Better(GeoPoint other, string otherQuality)
        {
            if (!double.IsNaN(other.Latitude) && PositionQuality.Rank(otherQuality) > PositionQuality.Rank(quality)) (position, quality) = (other, otherQuality);
        }
    }
}
