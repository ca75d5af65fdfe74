using System.Net;

namespace OutreachSilo.Common;

public sealed class ThirdPartyNoticesTests
{
    [Fact]
    public async Task Anybody_reads_whose_work_is_in_the_program_from_every_page()
    {
        var token = TestContext.Current.CancellationToken;
        await using var door = await Door.OpenWithPages();
        var client = door.Client(null);
        Assert.Contains("href=\"/third-party-notices\"", await client.GetStringAsync("/boards", token), StringComparison.Ordinal);
        using var answer = await client.GetAsync("/third-party-notices", token);
        Assert.Equal((HttpStatusCode.OK, "text/plain; charset=utf-8"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        var text = await answer.Content.ReadAsStringAsync(token);
        foreach (var shipped in new[]
        {
            "| PDFsharp | 6.2.4 | MIT |", "| Npgsql |", "| nhsuk-frontend |", "| @microsoft/signalr |",
            "Contains OS data © Crown copyright", "Permission is hereby granted, free of charge", "Apache License", "SIL OPEN FONT LICENSE",
        })
        {
            Assert.Contains(shipped, text, StringComparison.Ordinal);
        }

        foreach (var tool in new[] { "| PdfPig |", "| vitest |", "| Meziantou.Analyzer |" })
            Assert.DoesNotContain(tool, text, StringComparison.Ordinal);
    }
}
