using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using PdfSharp.UniversalAccessibility;
using Tag = PdfSharp.UniversalAccessibility.PdfBlockLevelElementTag;

namespace OutreachSilo.Mentoring.Agreements;

/// <summary>An agreement on paper: its text, which text it is, and who has signed it.</summary>
internal static class AgreementPdf
{
    private const string Title = "Mentoring agreement";
    private const double SmallSize = 9;
    private const double Step = 20;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>PDFsharp keeps its fonts in static caches; one agreement takes a few milliseconds.</summary>
    private static readonly Lock Gate = new();

    /// <param name="text">Headings, paragraphs, quotations and lists; of anything else, its words.</param>
    /// <param name="names">By person id.</param>
    public static byte[] Write(AgreementText text, MentorshipView pair, IReadOnlyDictionary<string, string> names)
    {
        lock (Gate)
        {
            using var draft = Compose(text, pair, names, pagesInAll: 0);
            using var pages = Compose(text, pair, names, draft.Count);
            return pages.Finish();
        }
    }

    private static PdfPages Compose(AgreementText text, MentorshipView pair, IReadOnlyDictionary<string, string> names, int pagesInAll)
    {
        var pages = new PdfPages(Title, pagesInAll);
        pages.Text(Tag.Heading1, Title, size: 20, bold: true);
        pages.Text(Tag.Paragraph, $"Between {names[pair.Mentor.Person]} (mentor) and {names[pair.Mentee.Person]} (mentee)", gap: 12);
        foreach (var block in Markdown.Parse(text.Text, Pipeline)) Write(pages, block, indent: 0);
        pages.Text(Tag.Heading2, "Signatures", size: 14, bold: true);
        if (pair.Signatures.IsEmpty) pages.Text(Tag.Paragraph, "No one has signed yet.");
        foreach (var signature in pair.Signatures)
        {
            var at = $"{ZonedTime.DateAndClock(signature.At, pair.Zone)}, {ZonedTime.Place(pair.Zone)} time";
            pages.Text(Tag.Paragraph, $"{names[signature.Person]} signed version {signature.Version} on {at}", gap: 2);
        }

        pages.Space(15);
        var published = ZonedTime.Date(ZonedTime.Day(text.PublishedAt, pair.Zone));
        pages.Text(Tag.Paragraph, $"Version {text.Version}, published on {published}", size: SmallSize, gap: 0);
        pages.Text(Tag.Paragraph, $"SHA-256 of the text: {text.Hash}", size: SmallSize);
        return pages;
    }

    private static void Write(PdfPages pages, Block block, double indent)
    {
        switch (block)
        {
            case HeadingBlock heading:
                // Below the document's own heading, as on the page.
                var tag = Tag.Heading1 + Math.Min(5, heading.Level);
                pages.Text(tag, Words(heading.Inline), size: heading.Level switch { 1 => 16, 2 => 14, _ => 12 }, bold: true, indent: indent);
                break;
            case ListBlock list:
                Write(pages, list, indent + Step);
                break;
            case ContainerBlock container:
                using (pages.Element(PdfGroupingElementTag.BlockQuotation))
                    foreach (var part in container) Write(pages, part, indent + Step);
                break;
            case LeafBlock leaf:
                pages.Text(Tag.Paragraph, leaf.Inline is { } inline ? Words(inline) : leaf.Lines.ToString(), indent: indent);
                break;
        }
    }

    private static void Write(PdfPages pages, ListBlock list, double indent)
    {
        var number = int.TryParse(list.OrderedStart, out var first) ? first : 1;
        using var element = pages.Element(Tag.List);
        foreach (var item in list.OfType<ListItemBlock>())
        {
            using var entry = pages.Element(Tag.ListItem);
            pages.Label(list.IsOrdered ? $"{number++}." : "•", indent);
            using var body = pages.Element(Tag.ListBody);
            foreach (var part in item) Write(pages, part, indent);
        }
    }

    private static string Words(ContainerInline? inline) => string.Concat(inline?.Select(Words) ?? []);

    private static string Words(Inline inline) => inline switch
    {
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline line => line.IsHard ? "\n" : " ",
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        ContainerInline container => Words(container),
        _ => "",
    };
}
