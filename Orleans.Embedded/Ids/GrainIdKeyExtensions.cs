using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>How numbers and GUIDs are written as keys: hexadecimal, then <c>+</c> and the extension if there is one.</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>A number as key.</summary>
    public static IdSpan CreateIntegerKey(long key) => CreateIntegerKey(key, (string?)null);

    /// <summary>A number and a text as key.</summary>
    public static IdSpan CreateIntegerKey(long key, string? keyExtension) => WithExtension(key.ToString("X", CultureInfo.InvariantCulture), keyExtension);

    /// <summary>A GUID as key.</summary>
    public static IdSpan CreateGuidKey(Guid key) => CreateGuidKey(key, (string?)null);

    /// <summary>A GUID and a text as key.</summary>
    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) => WithExtension(key.ToString("N"), keyExtension);

    /// <summary>Reads a number key.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        return long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }

    /// <summary>Reads a number key, or throws.</summary>
    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetIntegerKey(out var key, out keyExt) ? key : throw WrongFormat(grainId, "an Integer");

    /// <summary>Reads a number key, or throws.</summary>
    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    /// <summary>Reads a GUID key.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = Split(grainId, out keyExt);
        return Guid.TryParseExact(text, "N", out key);
    }

    /// <summary>Reads a GUID key, or throws.</summary>
    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetGuidKey(out var key, out keyExt) ? key : throw WrongFormat(grainId, "a Guid");

    /// <summary>Reads a GUID key, or throws.</summary>
    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    private static IdSpan WithExtension(string key, string? extension) =>
        IdSpan.Create(string.IsNullOrWhiteSpace(extension) ? key : $"{key}+{extension}");

    private static string Split(GrainId grainId, out string? extension)
    {
        var text = Encoding.UTF8.GetString(grainId.Key.AsSpan());
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        extension = plus < 0 ? null : text[(plus + 1)..];
        return plus < 0 ? text : text[..plus];
    }

    private static ArgumentException WrongFormat(GrainId grainId, string kind) =>
        new($"Value \"{grainId}\" is not in the correct format for {kind} key.", nameof(grainId));
}
