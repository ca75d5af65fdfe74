using System.Globalization;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace OutreachSilo.Mentoring.Agreements;

/// <summary>Text that flows over numbered A4 pages, in a font that is in this program. Lengths are points.</summary>
internal sealed class PdfPages : IDisposable
{
    private const double Margin = 56;
    private const double Width = 595 - 2 * Margin;
    private const double LineFactor = 1.4;
    private const double SmallSize = 9;
    private const double MarkWidth = 16;

    private readonly PdfDocumentBuilder _document = new();
    private readonly List<PdfPageBuilder> _pages = [];
    private readonly PdfFace _regular;
    private readonly PdfFace _bold;
    private double _y;

    public PdfPages(string title)
    {
        _document.DocumentInformation.Title = title;
        _regular = new PdfFace(_document, "regular");
        _bold = new PdfFace(_document, "bold");
    }

    /// <param name="indent">From the left margin.</param>
    /// <param name="mark">What stands to the left of the first line: a list's mark.</param>
    /// <param name="gap">Left free below.</param>
    public void Text(string text, double size = 11, bool bold = false, double indent = 0, string mark = "", double gap = 6)
    {
        var face = bold ? _bold : _regular;
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            foreach (var line in face.Lines(paragraph, size, Width - indent))
            {
                var page = NextLine(size * LineFactor);
                face.Write(page, mark, size, Margin + indent - MarkWidth, _y);
                face.Write(page, line, size, Margin + indent, _y);
                mark = "";
            }
        }

        _y -= gap;
    }

    public byte[] Finish()
    {
        for (var number = 1; number <= _pages.Count; number++)
        {
            var words = string.Create(CultureInfo.InvariantCulture, $"Page {number} of {_pages.Count}");
            _regular.Write(_pages[number - 1], words, SmallSize, Margin + Width - _regular.WidthOf(words, SmallSize), Margin / 2);
        }

        return _document.Build();
    }

    public void Dispose() => _document.Dispose();

    private PdfPageBuilder NextLine(double height)
    {
        if (_pages.Count == 0 || _y - height < Margin)
        {
            _pages.Add(_document.AddPage(PageSize.A4));
            _y = _pages[^1].PageSize.Height - Margin;
        }

        _y -= height;
        return _pages[^1];
    }
}
