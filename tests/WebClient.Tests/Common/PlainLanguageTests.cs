using System.Text.RegularExpressions;
using OutreachSilo.TestKit;

namespace OutreachSilo.Common;

/// <summary>Nothing that people read falls back into the words that were replaced (docs/GLOSSARY.md has the terms).</summary>
public sealed partial class PlainLanguageTests
{
    [Fact]
    public void No_text_for_people_has_a_replaced_phrase()
    {
        var files = UserText.Files().ToList();
        Assert.True(files.Count > 300, $"Only {files.Count} files were read.");
        var findings = files.SelectMany(path => Findings(path, File.ReadAllText(Path.Combine(RepositoryPaths.Root, path)))).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Theory]
    [InlineData("WebClient/Notices/Templates/a.1.mail", "subject: Hello\nvalues: name\n\nYou can ignore this mail.\n")]
    [InlineData("WebClient/Live/A.razor", "<Page Heading=\"Mails\">\n</Page>\n")]
    [InlineData("WebClient/Live/A.razor", "<Empty Heading=\"Nothing waits for you\">More</Empty>\n")]
    [InlineData("WebClient/Live/A.razor", "<p>Every number moves by itself.</p>\n")]
    [InlineData("WebClient/Live/A.razor", "<button class=\"b\">Run a rush</button>\n")]
    [InlineData("WebClient/Live/A.razor", "@(isOpen ? \"Whom are the places for?\" : null)\n")]
    [InlineData("WebClient/Live/A.razor", "<p></p>\n@code {\n    private string What => \"They are told of this\";\n}\n")]
    [InlineData("WebClient/People/A.cs", "new Refusal(Code, \"The door is closed.\");")]
    [InlineData("Grains/Tasters/ARules.cs", "new Refusal(Code, \"This is no length for an appointment.\");")]
    [InlineData("WebClient/js/a.ts", "show(`${name} is elsewhere on this practice`);")]
    public void A_replaced_phrase_is_found(string path, string content) => Assert.Single(Findings(path, content).Distinct());

    [Theory]
    [InlineData("WebClient/Notices/Templates/a.1.mail", "subject: Hello\nvalues: mail\n\nIf you did not expect this email, ignore it.\n")]
    [InlineData("WebClient/Live/A.razor", "@* The rush comes by itself. *@\n<RushPanel Demo=\"demo\" class=\"mail-text\" />\n<p>@mail.Subject @(Mails(rush))</p>\n")]
    [InlineData("WebClient/People/A.cs", "/// Nobody is told.\nvar mail = settings[\"Mail:Host\"];\nthrow new ArgumentException(\"The mail has no value.\");")]
    [InlineData("WebClient/People/A.cs", "\"Mail:From must be an email address.\"")]
    public void Identifiers_comments_and_settings_are_not_text_for_people(string path, string content) => Assert.Empty(Findings(path, content));

    private static IEnumerable<string> Findings(string path, string content) =>
        from text in UserText.Of(path, content)
        from Match match in Replaced().Matches(text)
        select $"{path}: \"{match.Value}\" in: {text.Trim()}";

    [GeneratedRegex(
        @"\bmails?\b(?![:-]|\.\w)|\brush\b|\bdoors?\b|\bby (itself|themselves)\b|\btold (of|to)\b|\b(some|no|every|any)body\b|\bwhom\b|\bwaits for you\b|\bwhat became of\b"
        + @"|history of my agenda|register's entry|make an address|as many as you like|not stated|elsewhere on this|cannot go below|time zone is none|no length for"
        + @"|for which you wait|let it go\b|get no new requests|hold the role of|takes no more|taken over",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Replaced();
}
