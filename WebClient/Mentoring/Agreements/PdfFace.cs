using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace OutreachSilo.Mentoring.Agreements;

/// <summary>A face of the embedded font, and how wide its text is. What the font cannot write becomes a question mark.</summary>
internal sealed class PdfFace
{
    private readonly PdfDocumentBuilder.AddedFont _font;

    /// <summary>A page of no document, to measure on.</summary>
    private readonly PdfPageBuilder _scratch;

    private readonly PdfDocumentBuilder.AddedFont _scratchFont;

    /// <summary>Of each character at one point; null of one that the font has not.</summary>
    private readonly Dictionary<char, double?> _widths = [];

    /// <param name="name">Of the embedded file.</param>
    public PdfFace(PdfDocumentBuilder document, string name)
    {
        using var file = typeof(PdfFace).Assembly.GetManifestResourceStream($"font/{name}.ttf")!;
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var scratch = new PdfDocumentBuilder();
        (_font, _scratchFont, _scratch) = (document.AddTrueTypeFont(bytes), scratch.AddTrueTypeFont(bytes), scratch.AddPage(PageSize.A4));
    }

    public void Write(PdfPageBuilder page, string text, double size, double x, double y)
    {
        if (text.Length > 0) page.AddText(Writable(text), size, new PdfPoint(x, y), _font);
    }

    public double WidthOf(string text, double size) => text.Sum(letter => Advance(letter) ?? Advance('?')!.Value) * size;

    /// <summary>Broken at spaces; a word that is longer than a line, such as a hash, within itself.</summary>
    public IEnumerable<string> Lines(string text, double size, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, size, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (WidthOf(longer, size) <= width)
            {
                line = longer;
                continue;
            }

            yield return line;
            line = word;
        }

        yield return line;
    }

    private IEnumerable<string> Pieces(string word, double size, double width)
    {
        while (WidthOf(word, size) > width)
        {
            var fits = word.Length - 1;
            while (fits > 1 && WidthOf(word[..fits], size) > width) fits--;
            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }

    private string Writable(string text) => string.Concat(text.Select(letter => Advance(letter) is null ? '?' : letter));

    private double? Advance(char letter)
    {
        if (_widths.TryGetValue(letter, out var known)) return known;
        try
        {
            var glyph = _scratch.MeasureText(letter.ToString(), 1, new PdfPoint(0, 0), _scratchFont)[0];
            return _widths[letter] = glyph.EndBaseLine.X - glyph.StartBaseLine.X;
        }
        catch (InvalidOperationException)
        {
            return _widths[letter] = null;
        }
    }
}
