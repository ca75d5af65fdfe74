using System.Globalization;
using System.Text;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Events;
using PdfSharp.Fonts;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace OutreachSilo.Mentoring.Agreements;

/// <summary>
/// Tagged text that flows over numbered A4 pages, in the embedded font. Lengths are points. A character that the font lacks is shown as a
/// question mark; its element's ActualText keeps what was meant, so that a screen reader can still say it.
/// </summary>
internal sealed class PdfPages : IDisposable
{
    private const double Margin = 56;
    private const double LineFactor = 1.4;
    private const double SmallSize = 9;
    private const double MarkWidth = 16;

    private readonly PdfDocument _document = new();
    private readonly StructureBuilder _structure;
    private readonly int _pagesInAll;
    private XGraphics? _page;
    private double _y;
    private bool _lacking;

    /// <param name="pagesInAll">For the page numbers; 0 for a draft to count the pages of.</param>
    public PdfPages(string title, int pagesInAll)
    {
        PdfFonts.Use();
        _pagesInAll = pagesInAll;
        _document.Info.Title = title;
        var accessibility = UAManager.ForDocument(_document);
        accessibility.SetDocumentLanguage("en-GB");
        _structure = accessibility.StructureBuilder;
        _document.RenderEvents.RenderTextEvent += MarkLacking;
    }

    public int Count => _document.PageCount;

    /// <summary>What is written until the result is disposed of is part of this element.</summary>
    public IDisposable Element(PdfGroupingElementTag tag)
    {
        _structure.BeginElement(tag);
        return new Ending(_structure);
    }

    /// <inheritdoc cref="Element(PdfGroupingElementTag)"/>
    public IDisposable Element(PdfBlockLevelElementTag tag)
    {
        _structure.BeginElement(tag);
        return new Ending(_structure);
    }

    /// <param name="indent">From the left margin.</param>
    /// <param name="gap">Left free below.</param>
    public void Text(PdfBlockLevelElementTag tag, string text, double size = 11, bool bold = false, double indent = 0, double gap = 6)
    {
        using var element = Element(tag);
        var font = Font(size, bold);
        // Half a surrogate pair is no text; an accent that stands apart from its letter would not be placed on it.
        var meant = string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC).ReplaceLineEndings("\n");
        _lacking = false;
        foreach (var paragraph in meant.Split('\n'))
        {
            foreach (var line in Lines(paragraph, font, Page(font).PageSize.Width - 2 * Margin - indent))
            {
                var page = Page(font);
                _y += font.Size * LineFactor;
                // The space keeps the words of two lines apart for who reads the text and not the page.
                page.DrawString(line + " ", font, XBrushes.Black, Margin + indent, _y);
            }
        }

        if (_lacking) _structure.CurrentStructureElement.Elements.SetString("/ActualText", meant);
        _y += gap;
    }

    /// <summary>A list item's label, to the left of the line that comes next.</summary>
    public void Label(string mark, double indent, double size = 11)
    {
        using var element = Element(PdfBlockLevelElementTag.Label);
        var font = Font(size, bold: false);
        Page(font).DrawString(mark, font, XBrushes.Black, Margin + indent - MarkWidth, _y + size * LineFactor);
    }

    public void Space(double height) => _y += height;

    public byte[] Finish()
    {
        _page?.Dispose();
        _page = null;
        using var file = new MemoryStream();
        _document.Save(file);
        return file.ToArray();
    }

    public void Dispose()
    {
        _page?.Dispose();
        _document.Dispose();
    }

    private static XFont Font(double size, bool bold) =>
        new(PdfFonts.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, new XPdfFontOptions(PdfFontEncoding.Unicode));

    /// <summary>The page on which there is room for a line.</summary>
    private XGraphics Page(XFont font)
    {
        if (_page is not null && _y + font.Size * LineFactor <= _page.PageSize.Height - Margin) return _page;
        var page = _document.AddPage();
        page.Size = PageSize.A4;
        _page?.Dispose();
        _page = XGraphics.FromPdfPage(page);
        _y = Margin;

        var small = Font(SmallSize, bold: false);
        var words = string.Create(CultureInfo.InvariantCulture, $"Page {Count} of {_pagesInAll}");
        var x = _page.PageSize.Width - Margin - _page.MeasureString(words, small).Width;
        _structure.BeginArtifact();
        _page.DrawString(words, small, XBrushes.Black, x, _page.PageSize.Height - Margin / 2);
        _structure.End();
        return _page;
    }

    /// <summary>Broken at spaces; a word that is longer than a line, such as a hash, within itself.</summary>
    private IEnumerable<string> Lines(string text, XFont font, double width)
    {
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Pieces(word, font, width)))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Fits(longer, font, width))
            {
                line = longer;
                continue;
            }

            yield return line;
            line = word;
        }

        yield return line;
    }

    private IEnumerable<string> Pieces(string word, XFont font, double width)
    {
        while (!Fits(word, font, width))
        {
            var fits = word.Length - 1;
            while (fits > 1 && (!Fits(word[..fits], font, width) || char.IsHighSurrogate(word[fits - 1]))) fits--;
            yield return word[..fits];
            word = word[fits..];
        }

        yield return word;
    }

    private bool Fits(string text, XFont font, double width) => Page(font).MeasureString(text, font).Width <= width;

    private void MarkLacking(object sender, RenderTextEventArgs args)
    {
        for (var at = 0; at < args.CodePointGlyphIndexPairs.Length; at++)
        {
            ref var pair = ref args.CodePointGlyphIndexPairs[at];
            if (pair.GlyphIndex != 0) continue;
            pair.CodePoint = '?';
            args.ReevaluateGlyphIndices = _lacking = true;
        }
    }

    private sealed class Ending(StructureBuilder structure) : IDisposable
    {
        public void Dispose() => structure.End();
    }
}
