namespace OutreachSilo.Tasters;

/// <summary>The two kinds of taster in the words of the pages.</summary>
public static class KindWords
{
    public static readonly IReadOnlyList<TasterKind> All = [TasterKind.Foundation, TasterKind.School];

    public static string Name(this TasterKind kind) => kind == TasterKind.Foundation ? "Foundation doctors" : "School students";

    /// <summary>Null unless the text is the name of a kind, exactly.</summary>
    public static TasterKind? Parse(string? text) => text switch
    {
        nameof(TasterKind.Foundation) => TasterKind.Foundation,
        nameof(TasterKind.School) => TasterKind.School,
        _ => null,
    };
}
