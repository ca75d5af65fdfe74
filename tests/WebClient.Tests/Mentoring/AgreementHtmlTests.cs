namespace OutreachSilo.Mentoring;

public sealed class AgreementHtmlTests
{
    [Fact]
    public void Headings_begin_below_the_pages_own() => Assert.Equal("<h2>Agreement</h2>\n<p>We <em>agree</em>.</p>\n", AgreementHtml.Of("# Agreement\n\nWe *agree*.").Value);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](data:text/html,hello)")]
    [InlineData("[x](//elsewhere.example)")]
    [InlineData("![x](https://elsewhere.example/x.png)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("[x][1]\n\n[1]: javascript:alert(1)")]
    public void Nothing_runs_and_nothing_is_loaded_from_elsewhere(string markdown)
    {
        var html = AgreementHtml.Of(markdown).Value;
        foreach (var bad in new[] { "<script", "<img", "\"javascript:", "\"data:", "\"//" }) Assert.DoesNotContain(bad, html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_link_to_a_secure_page_stays() => Assert.Contains("<a href=\"https://www.gmc-uk.org/\">", AgreementHtml.Of("[GMC](https://www.gmc-uk.org/)").Value, StringComparison.Ordinal);
}
