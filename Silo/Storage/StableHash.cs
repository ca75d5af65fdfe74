namespace OutreachSilo.Storage;

/// <summary>The same number for the same key in every process and on every machine (FNV-1a over UTF-16 units).</summary>
internal static class StableHash
{
    public static uint Of(string key)
    {
        var hash = 2166136261u;
        foreach (var unit in key) hash = unchecked((hash ^ unit) * 16777619u);
        return hash;
    }
}
