namespace OutreachSilo.Live;

/// <summary>The marks of the map: each state has a shape of its own beside its colour. Paths lie around 0,0 and are up to 30 units wide.</summary>
internal static class MapMarks
{
    /// <summary>With more marks than that they are small and carry no number.</summary>
    public const int NumberedMax = 90;

    public static readonly IReadOnlyDictionary<string, string> Shapes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["free"] = "M-13 0a13 13 0 1 0 26 0a13 13 0 1 0-26 0z",
        ["few"] = "M0-15L15 0L0 15L-15 0z",
        ["full"] = "M-11-11h22v22h-22z",
        ["soon"] = "M0-14L14 11h-28z",
        ["stopped"] = "M-6-14h12l8 8v12l-8 8h-12l-8-8v-12z",
        ["closed"] = "M-14-6h28v12h-28z",
    };

    public static readonly IReadOnlyList<(string State, string Meaning)> Meanings =
        [("free", "free"), ("few", "1 left"), ("full", "full"), ("soon", "not open"), ("stopped", "stopped"), ("closed", "closed")];
}
