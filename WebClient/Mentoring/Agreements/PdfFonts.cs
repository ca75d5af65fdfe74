using PdfSharp.Fonts;

namespace OutreachSilo.Mentoring.Agreements;

/// <summary>The one font family of this program's PDFs, embedded in it: nothing is taken from the machine.</summary>
internal sealed class PdfFonts : IFontResolver
{
    public const string Family = "Source Sans 3";

    private static readonly PdfFonts Only = new();

    private PdfFonts() { }

    /// <summary>To be called before the first text; again does no harm.</summary>
    public static void Use() => GlobalFontSettings.FontResolver = Only;

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? "bold" : "regular");

    public byte[] GetFont(string faceName)
    {
        using var file = typeof(PdfFonts).Assembly.GetManifestResourceStream($"font/{faceName}.ttf")!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
