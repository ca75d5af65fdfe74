using System.Net;
using System.Text.RegularExpressions;

namespace OutreachSilo.Common;

/// <summary>The page that shows the API to readers.</summary>
public sealed class ApiDocsTests
{
    [Fact]
    public async Task The_page_runs_its_own_script_and_asks_nobody_else()
    {
        await using var door = await Door.OpenWithPages();
        var (first, second) = (await Page(door), await Page(door));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        var policy = first.Header("Content-Security-Policy");
        var source = Regex.Match(policy, "script-src 'nonce-(?<nonce>[^']+)';", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var nonce = source.Groups["nonce"].Value;
        Assert.Equal(ApiDocs.ContentSecurityPolicy(nonce), policy);
        Assert.NotEqual(policy, second.Header("Content-Security-Policy"));
        var tags = Regex.Matches(first.Text, "<script[^>]*>", RegexOptions.None, TimeSpan.FromSeconds(1));
        var scripts = tags.Select(script => WebUtility.HtmlDecode(script.Value)).ToList();
        Assert.NotEmpty(scripts);
        Assert.All(scripts, script => Assert.Contains($"nonce=\"{nonce}\"", script, StringComparison.Ordinal));
        Assert.DoesNotContain("//", first.Text, StringComparison.Ordinal);
        Assert.Contains(Routes.OpenApi.TrimStart('/'), first.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_file_that_the_page_names_is_here()
    {
        await using var door = await Door.OpenWithPages();
        var page = await Page(door);
        var named = Regex.Matches(page.Text, "(src=\"|from ')(?<file>[^\"']+)[\"']", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var files = named.Select(file => file.Groups["file"].Value).ToList();

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var answer = await new Caller(door).Get(new Uri(page.Response.RequestMessage!.RequestUri!, file).AbsolutePath);
            Assert.Equal((HttpStatusCode.OK, file), (answer.Status, file));
        }
    }

    [Fact]
    public async Task The_footer_of_each_page_leads_there()
    {
        await using var door = await Door.OpenWithPages();
        Assert.Contains($"href=\"{Routes.Docs}\">API documentation</a>", (await new Caller(door).Get("/")).Text, StringComparison.Ordinal);
    }

    /// <summary>Where the address leads in the end, as a browser follows it.</summary>
    private static async Task<Caller.Answer> Page(Door door)
    {
        var answer = await new Caller(door).Get(Routes.Docs);
        if (answer.Leads.Length == 0) return answer;
        return await new Caller(door).Get(new Uri(answer.Response.RequestMessage!.RequestUri!, answer.Leads).AbsolutePath);
    }
}
