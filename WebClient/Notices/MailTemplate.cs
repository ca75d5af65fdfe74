using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace OutreachSilo.Notices;

/// <summary>
/// One version of a mail's text, from one source: a line <c>subject:</c>, a line <c>values:</c>, then blocks parted by empty lines. A block is a
/// paragraph, a list whose lines begin with <c>- </c>, or an action <c>&gt; label: {link}</c>. Values stand in braces; in HTML they are always encoded.
/// </summary>
internal sealed partial class MailTemplate
{
    public const int ValueCharactersMax = 2_000;

    private readonly string _subject;
    private readonly ImmutableArray<Block> _blocks;

    private MailTemplate(string name, int version, string subject, ImmutableArray<string> values, ImmutableArray<Block> blocks) =>
        (Name, Version, _subject, Values, _blocks) = (name, version, subject, values, blocks);

    private enum BlockKind
    {
        Paragraph,
        List,
        Action,
    }

    public string Name { get; }

    public int Version { get; }

    /// <summary>Names of the values, in the file's order.</summary>
    public ImmutableArray<string> Values { get; }

    /// <exception cref="InvalidDataException">The source is not of the form, or uses a value that it does not name, or names one that it does not use.</exception>
    public static MailTemplate Parse(string name, int version, string source)
    {
        var parts = source.ReplaceLineEndings("\n").Trim('\n').Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2 || parts[0].Split('\n') is not [var first, var second] || Header("subject", first) is not { } subject || Header("values", second) is not { } list)
            throw new InvalidDataException($"The mail template {name}.{version} must begin with the lines subject: and values:, an empty line, and text.");
        ImmutableArray<string> values = [.. list.Split(',', StringSplitOptions.TrimEntries)];
        ImmutableArray<Block> blocks = [.. parts[1..].Select(Block.Of)];
        var used = Placeholder().Matches(source).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        if (!used.SetEquals(values)) throw new InvalidDataException($"The mail template {name}.{version} names the values {list}, but uses {string.Join(", ", used)}.");
        return new MailTemplate(name, version, subject, values, blocks);
    }

    /// <exception cref="ArgumentException">A value is missing, unknown, too long, or no link where one belongs.</exception>
    public RenderedMail Render(IReadOnlyDictionary<string, string> values)
    {
        Check(values);
        var (text, html) = (new StringBuilder(), new StringBuilder());
        var subject = Fill(_subject, values, static value => value);
        html.Append("<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
            .Append(HtmlEncoder.Default.Encode(subject))
            .Append("</title>\n</head>\n<body style=\"margin:0 auto;padding:24px;max-width:36em;font:16px/1.5 Arial,sans-serif;color:#212b32;background:#fff\">\n");
        foreach (var block in _blocks) Write(block, values, text, html);
        html.Append("</body>\n</html>\n");
        return new RenderedMail(subject, text.ToString(), html.ToString());
    }

    private static string? Header(string name, string line) => line.StartsWith(name + ": ", StringComparison.Ordinal) ? line[(name.Length + 2)..].Trim() : null;

    private static void Write(Block block, IReadOnlyDictionary<string, string> values, StringBuilder text, StringBuilder html)
    {
        if (text.Length > 0) text.Append('\n');
        switch (block.Kind)
        {
            case BlockKind.Action:
                var (label, link) = (block.Lines[0], Fill(block.Lines[1], values, static value => value));
                text.Append(label).Append(":\n").Append(link).Append('\n');
                html.Append("<p><a href=\"").Append(HtmlEncoder.Default.Encode(link))
                    .Append("\" style=\"color:#005eb8;font-weight:bold\">").Append(HtmlEncoder.Default.Encode(label)).Append("</a></p>\n");
                break;
            case BlockKind.List:
                foreach (var line in block.Lines) text.Append("- ").Append(Fill(line, values, static value => value)).Append('\n');
                html.Append("<ul>\n");
                foreach (var line in block.Lines) html.Append("<li>").Append(FillHtml(line, values)).Append("</li>\n");
                html.Append("</ul>\n");
                break;
            default:
                var paragraph = string.Join(' ', block.Lines);
                text.Append(Fill(paragraph, values, static value => value)).Append('\n');
                html.Append("<p>").Append(FillHtml(paragraph, values)).Append("</p>\n");
                break;
        }
    }

    private static string FillHtml(string line, IReadOnlyDictionary<string, string> values) => Fill(HtmlEncoder.Default.Encode(line), values, HtmlEncoder.Default.Encode);

    /// <summary>A value is one line, whatever was typed: no line of a header, of the text or of a list can be made by it.</summary>
    private static string Fill(string line, IReadOnlyDictionary<string, string> values, Func<string, string> encode) =>
        Placeholder().Replace(line, match => encode(OneLine(values[match.Groups["name"].Value])));

    private static string OneLine(string value) => string.Create(value.Length, value, static (line, from) =>
    {
        for (var i = 0; i < line.Length; i++) line[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? ' ' : from[i];
    });

    private void Check(IReadOnlyDictionary<string, string> values)
    {
        foreach (var name in Values)
            if (!values.TryGetValue(name, out var value) || string.IsNullOrWhiteSpace(value) || value.Length > ValueCharactersMax)
                throw new ArgumentException($"The mail {Name} needs the value '{name}', 1 to {ValueCharactersMax} characters.", nameof(values));
        if (values.Keys.FirstOrDefault(name => !Values.Contains(name)) is { } unknown) throw new ArgumentException($"The mail {Name} has no value '{unknown}'.", nameof(values));
        foreach (var action in _blocks.Where(block => block.Kind == BlockKind.Action))
            if (!IsLink(Fill(action.Lines[1], values, static value => value)))
                throw new ArgumentException($"'{action.Lines[1]}' of the mail {Name} must be an absolute http or https address.", nameof(values));
    }

    private static bool IsLink(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && !text.Any(char.IsWhiteSpace);

    [GeneratedRegex(@"\{(?<name>[a-zA-Z]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();

    /// <param name="Lines">Of an action: its label and its link.</param>
    private sealed record Block(BlockKind Kind, ImmutableArray<string> Lines)
    {
        public static Block Of(string source)
        {
            var lines = source.Trim('\n').Split('\n');
            if (lines.All(line => line.StartsWith("- ", StringComparison.Ordinal))) return new Block(BlockKind.List, [.. lines.Select(line => line[2..])]);
            if (lines is [['>', ' ', .. var action]] && action.Split(": ") is [var label, ['{', ..] link]) return new Block(BlockKind.Action, [label, link]);
            return new Block(BlockKind.Paragraph, [.. lines]);
        }
    }
}
