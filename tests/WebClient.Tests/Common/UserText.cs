using System.Text.RegularExpressions;
using OutreachSilo.TestKit;

namespace OutreachSilo.Common;

/// <summary>What people can read of a source file: sentences in strings, the text of pages and emails. Not comments, identifiers, faults and log messages.</summary>
internal static partial class UserText
{
    private static readonly string[] Folders =
    [
        "WebClient", "Grains/Mentoring", "Grains/People", "Grains/Placements", "Grains/Practices", "Grains/Tasters", "Silo/Commands",
        "Silo/Practices/Imports",
    ];

    private static readonly string[] NotOfPeople = ["LoggerMessage", "Message = \"", "throw new"];

    /// <summary>Every file that has text for people, as a path below the repository with '/'.</summary>
    public static IEnumerable<string> Files() =>
        from folder in Folders
        from file in Directory.EnumerateFiles(Path.Combine(RepositoryPaths.Root, folder), "*", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(RepositoryPaths.Root, file).Replace('\\', '/')
        where IsForPeople(path)
        select path;

    public static bool IsForPeople(string path) =>
        !path.Split('/').Any(part => part is "obj" or "bin" or "node_modules" or "wwwroot" or "tests" or "dist")
        && (path.StartsWith("WebClient/", StringComparison.Ordinal)
            ? Path.GetExtension(path) is ".razor" or ".mail" or ".cs" or ".ts"
            : path.StartsWith("Silo/", StringComparison.Ordinal) || path.EndsWith("Rules.cs", StringComparison.Ordinal) || path.EndsWith("History.cs", StringComparison.Ordinal));

    public static IEnumerable<string> Of(string path, string content) => Path.GetExtension(path) switch
    {
        ".mail" => content.Split('\n').Where(line => !line.StartsWith("values:", StringComparison.Ordinal)),
        ".razor" => OfPage(PageComment().Replace(content, "")),
        _ => content.Split('\n').SelectMany(OfCode),
    };

    private static IEnumerable<string> OfPage(string content)
    {
        var (markup, code) = content.Split("\n@code") is [var first, .. var rest] ? (first, string.Join('\n', rest)) : (content, "");
        foreach (var line in markup.Split('\n').Select(line => line.Trim()))
        {
            foreach (var text in Sentences(line)) yield return text;
            foreach (Match attribute in TextAttribute().Matches(line)) yield return attribute.Groups["text"].Value;
            if (!Statement().IsMatch(line)) yield return Expression().Replace(Tag().Replace(line, " "), " ");
        }

        foreach (var text in code.Split('\n').SelectMany(OfCode)) yield return text;
    }

    private static IEnumerable<string> OfCode(string line)
    {
        var text = line.Trim();
        return text.StartsWith("//", StringComparison.Ordinal) || NotOfPeople.Any(mark => text.Contains(mark, StringComparison.Ordinal)) ? [] : Sentences(text);
    }

    private static IEnumerable<string> Sentences(string line) => Literal().Matches(line).Select(match => Hole().Replace(match.Groups["text"].Value, " ")).Where(text => Words().IsMatch(text));

    [GeneratedRegex("@\\*.*?\\*@", RegexOptions.Singleline)]
    private static partial Regex PageComment();

    [GeneratedRegex("\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"|`(?<text>(?:[^`\\\\]|\\\\.)*)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Literal();

    /// <summary>A name in an interpolated string.</summary>
    [GeneratedRegex(@"\{[\w.()!?]+\}")]
    private static partial Regex Hole();

    [GeneratedRegex("[A-Za-z}] [A-Za-z{]")]
    private static partial Regex Words();

    [GeneratedRegex("(?:Heading|Caption|Title|BackText|Label|Hint|Question|aria-label)=\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex TextAttribute();

    [GeneratedRegex("^(@|var |if |else|case |break|foreach |[{}])")]
    private static partial Regex Statement();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"@?\b[\w.]+\([^)]*\)|@\(.*?\)|@[\w.]+|\b\w+\.\w[\w.]*")]
    private static partial Regex Expression();
}
