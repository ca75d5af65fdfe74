using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace OutreachSilo.Mentoring.Agreements;

/// <summary>An agreement on paper: its text, which text it is, and who has signed it.</summary>
internal static class AgreementPdf
{
    private const double SmallSize = 9;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <param name="text">Headings, paragraphs and lists; of anything else, its words.</param>
    /// <param name="names">By person id.</param>
    public static byte[] Write(AgreementText text, MentorshipView pair, IReadOnlyDictionary<string, string> names)
    {
        using var pages = new PdfPages("Mentoring agreement");
        pages.Text("Mentoring agreement", size: 20, bold: true);
        pages.Text($"Between {names[pair.Mentor.Person]} (mentor) and {names[pair.Mentee.Person]} (mentee)", gap: 12);
        foreach (var block in Markdown.Parse(text.Text, Pipeline)) Write(pages, block, indent: 0, mark: "");
        pages.Text("Signatures", size: 14, bold: true);
        if (pair.Signatures.IsEmpty) pages.Text("Nobody has signed yet.");
        foreach (var signature in pair.Signatures)
            pages.Text($"{names[signature.Person]} signed version {signature.Version} on {ZonedTime.DateAndClock(signature.At, pair.Zone)}, {ZonedTime.Place(pair.Zone)} time", gap: 2);
        pages.Text("", gap: 0);
        pages.Text($"Version {text.Version}, published on {ZonedTime.Date(ZonedTime.Day(text.PublishedAt, pair.Zone))}", size: SmallSize, gap: 0);
        pages.Text($"SHA-256 of the text: {text.Hash}", size: SmallSize);
        return pages.Finish();
    }

    private static void Write(PdfPages pages, Block block, double indent, string mark)
    {
        switch (block)
        {
            case HeadingBlock heading:
                pages.Text(Words(heading.Inline), size: heading.Level switch { 1 => 16, 2 => 14, _ => 12 }, bold: true, indent: indent);
                break;
            case ListBlock list:
                var number = int.TryParse(list.OrderedStart, out var first) ? first : 1;
                foreach (var item in list.OfType<ListItemBlock>())
                {
                    var own = list.IsOrdered ? $"{number++}." : "•";
                    foreach (var part in item)
                    {
                        Write(pages, part, indent + 20, own);
                        own = "";
                    }
                }

                break;
            case ContainerBlock container:
                foreach (var part in container) Write(pages, part, indent + 20, mark);
                break;
            case LeafBlock leaf:
                pages.Text(leaf.Inline is { } inline ? Words(inline) : leaf.Lines.ToString(), indent: indent, mark: mark);
                break;
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
