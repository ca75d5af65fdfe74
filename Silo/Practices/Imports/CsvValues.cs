using System.Globalization;

namespace OutreachSilo.Practices;

/// <summary>Dates and positions as import files write them.</summary>
internal static class CsvValues
{
    /// <summary>Empty is no date, and no fault.</summary>
    public static bool TryDate(string text, out DateOnly? date)
    {
        date = null;
        if (text.Length == 0) return true;
        if (!DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)) return false;
        date = parsed;
        return parsed.Year is >= 1800 and <= 2199;
    }

    /// <summary>Both empty is no position, and no fault.</summary>
    public static bool TryPosition(string latitude, string longitude, out GeoPoint position)
    {
        position = new GeoPoint(double.NaN, double.NaN);
        if (latitude.Length == 0 && longitude.Length == 0) return true;
        if (!TryDegrees(latitude, 90, out var north) || !TryDegrees(longitude, 180, out var east)) return false;
        position = new GeoPoint(north, east);
        return true;
    }

    private static bool TryDegrees(string text, double max, out double degrees) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out degrees) && Math.Abs(degrees) <= max;
}
