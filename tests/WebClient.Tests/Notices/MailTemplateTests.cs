namespace OutreachSilo.Notices;

public sealed class MailTemplateTests
{
    private const string Source = "subject: Hello {name}\nvalues: name, link\n\nDear {name},\nread this.\n\n- one {name}\n- two\n\n> Open it: {link}\n";

    private static readonly Dictionary<string, string> Values = new() { ["name"] = "Ana", ["link"] = "https://example.org/a?b=1&c=2" };

    public static TheoryData<string, int> All => [.. MailTemplates.All.Select(template => (template.Name, template.Version))];

    /// <summary>What each version says, byte for byte: a version that was released is not edited.</summary>
    [Theory, MemberData(nameof(All))]
    public void Each_version_says_what_was_approved(string name, int version)
    {
        var template = MailTemplates.Find(name, version)!;
        var mail = template.Render(MailSamples.Of(template));
        var all = $"{mail.Subject}\n\n{mail.Text}\n{mail.Html}";
        var approved = Path.Combine(AppContext.BaseDirectory, "Notices", $"{name}.{version}.approved.txt");
        if (File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == all) return;
        Assert.Fail($"If {name}.{version} has not been released yet, put this into {Path.GetFileName(approved)}, otherwise make a new version:\n{all}");
    }

    [Fact]
    public void Text_and_html_say_the_same_and_html_encodes_values()
    {
        var mail = MailTemplate.Parse("hello", 1, Source).Render(new Dictionary<string, string>(Values) { ["name"] = "Ana <b>& \"Co\"" });
        Assert.Equal("Hello Ana <b>& \"Co\"", mail.Subject);
        Assert.Equal("Dear Ana <b>& \"Co\", read this.\n\n- one Ana <b>& \"Co\"\n- two\n\nOpen it:\nhttps://example.org/a?b=1&c=2\n", mail.Text);
        Assert.Contains("<p>Dear Ana &lt;b&gt;&amp; &quot;Co&quot;, read this.</p>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("<li>one Ana &lt;b&gt;&amp; &quot;Co&quot;</li>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org/a?b=1&amp;c=2\"", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ana\r\nBcc: eve@example.org")]
    [InlineData("Ana\nBcc: eve@example.org")]
    [InlineData("Ana\u2028Bcc: eve@example.org")]
    [InlineData("Ana\0Bcc: eve@example.org")]
    public void A_value_never_begins_a_line(string name)
    {
        var mail = MailTemplate.Parse("hello", 1, Source).Render(new Dictionary<string, string>(Values) { ["name"] = name });
        Assert.DoesNotContain(mail.Subject, char.IsControl);
        Assert.DoesNotContain(mail.Text.Split('\n', '\r', '\u2028', '\0'), line => line.StartsWith("Bcc", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_with_braces_is_not_filled_again()
    {
        var mail = MailTemplate.Parse("hello", 1, Source).Render(new Dictionary<string, string>(Values) { ["name"] = "{link}" });
        Assert.Equal("Hello {link}", mail.Subject);
    }

    [Theory]
    [InlineData("name", null)]
    [InlineData("name", " ")]
    [InlineData("link", "javascript:alert(1)")]
    [InlineData("link", "/relative")]
    [InlineData("link", "https://example.org/\nX: y")]
    [InlineData("other", "unknown")]
    public void A_missing_unknown_or_unfit_value_is_refused(string name, string? value)
    {
        var values = new Dictionary<string, string>(Values);
        if (value is null) values.Remove(name);
        else values[name] = value;
        Assert.Throws<ArgumentException>(() => MailTemplate.Parse("hello", 1, Source).Render(values));
    }

    [Theory]
    [InlineData("subject: a\n\ntext")]
    [InlineData("values: name\nsubject: a\n\n{name}")]
    [InlineData("subject: a\nvalues: name\n\ntext")]
    [InlineData("subject: a\nvalues: name\n\n{name} {other}")]
    [InlineData("subject: a {name}\nvalues: name")]
    public void A_source_that_is_not_of_the_form_is_refused(string source) => Assert.Throws<InvalidDataException>(() => MailTemplate.Parse("bad", 1, source));
}
