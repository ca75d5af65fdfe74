using System.Globalization;
using System.Text.Json;

namespace OutreachSilo.Practices;

/// <summary>A practice as its stored summary tells it; the summary's writer is the practice's own state.</summary>
/// <param name="Weeks">Mondays of published weeks, past and future.</param>
internal sealed record StoredPractice(
    string Code,
    string Name,
    string Postcode,
    string Region,
    string Icb,
    string Pcn,
    string PcnName,
    GeoPoint Position,
    string Quality,
    Hosting Hosting,
    DateOnly? Closed,
    IReadOnlyList<DateOnly> Weeks)
{
    public const string Kind = "practice";

    /// <exception cref="JsonException">Not a practice's summary.</exception>
    public static StoredPractice Parse(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return new StoredPractice(
            Text(root, "code"), Text(root, "name"), Text(root, "postcode"), Text(root, "region"), Text(root, "icb"), Text(root, "pcn"), Text(root, "pcnName"),
            new GeoPoint(Degrees(root, "lat"), Degrees(root, "lon")), Text(root, "quality"),
            root.TryGetProperty("hosting", out var hosting) ? (Hosting)hosting.GetInt32() : Hosting.Unasked,
            Text(root, "closed") is { Length: > 0 } closed ? Date(closed) : null,
            root.TryGetProperty("weeks", out var weeks) && weeks.ValueKind == JsonValueKind.Array ? [.. weeks.EnumerateArray().Select(week => Date(week.GetString()!))] : []);
    }

    public PracticeLine ToLine(DateOnly today) =>
        new(Code, Name, Postcode, Region, Icb, Pcn, PcnName, Hosting, Closed, Weeks.Count(monday => monday >= today));

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static double Degrees(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
