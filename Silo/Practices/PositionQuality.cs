namespace OutreachSilo.Practices;

/// <summary>How exact a position is; the values of <see cref="PracticeFacts.PositionQuality"/>.</summary>
internal static class PositionQuality
{
    public const string Postcode = "postcode";
    public const string Sector = "sector";
    public const string Outcode = "outcode";
    public const string Unknown = "";

    private static readonly string[] WorstFirst = [Unknown, Outcode, Sector, Postcode];

    public static bool IsKnown(string quality) => Rank(quality) > 0;

    /// <summary>Higher is more exact; anything unheard of counts as unknown.</summary>
    public static int Rank(string quality) => Math.Max(0, Array.IndexOf(WorstFirst, quality));
}
