using Markdig;
using Microsoft.AspNetCore.Components;

namespace OutreachSilo.Mentoring;

/// <summary>Agreements as pages show them.</summary>
internal static class AgreementHtml
{
    /// <summary>Raw HTML is shown as text; headings begin below the page's own.</summary>
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static MarkupString Of(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        foreach (var block in document.OfType<Markdig.Syntax.HeadingBlock>()) block.Level = Math.Min(6, block.Level + 1);
        foreach (var link in Markdig.Syntax.MarkdownObjectExtensions.Descendants<Markdig.Syntax.Inlines.LinkInline>(document))
            if (link.IsImage || !IsSafe(link.Url))
                (link.IsImage, link.Url) = (false, "");
        foreach (var link in Markdig.Syntax.MarkdownObjectExtensions.Descendants<Markdig.Syntax.Inlines.AutolinkInline>(document))
            if (!link.IsEmail && !IsSafe(link.Url))
                link.Url = "";
        return new MarkupString(document.ToHtml(Pipeline));
    }

    private static bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "mailto";
}
