using System.Collections.Frozen;

namespace OutreachSilo.Practices;

/// <summary>The seven regions of NHS England by their ODS codes. A code is the stable key; a name is only for people.</summary>
internal static class NhsRegions
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Y56"] = "London",
        ["Y58"] = "South West",
        ["Y59"] = "South East",
        ["Y60"] = "Midlands",
        ["Y61"] = "East of England",
        ["Y62"] = "North West",
        ["Y63"] = "North East and Yorkshire",
        [Demo.DemoCounty.Region] = "Marlshire (fictional)",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The region's name; the code itself where it is not one of today's seven.</summary>
    public static string NameOf(string code) => Names.GetValueOrDefault(code, code);
}
