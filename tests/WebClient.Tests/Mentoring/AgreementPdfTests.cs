using System.Net;
using OutreachSilo.Common;
using UglyToad.PdfPig;

namespace OutreachSilo.Mentoring;

/// <summary>The agreement as PDF, read back by a reader of PDFs.</summary>
public sealed class AgreementPdfTests
{
    private static readonly string Address = $"/mentorships/{SomeMentoring.PairId:D}/agreement.pdf";

    [Theory]
    [InlineData("")]
    [InlineData("/api/v1")]
    public async Task Both_of_the_pair_take_it_home_and_it_says_what_was_signed_by_whom(string from)
    {
        await using var door = await Opened();
        foreach (var person in new[] { SomeMentoring.Tia, SomeMentoring.Mo })
        {
            var answer = await door.Client(door.TraineeCookie(person)).GetAsync(from + Address);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
            var text = Words(await answer.Content.ReadAsByteArrayAsync());
            Assert.Contains("Mentoring agreement", text, StringComparison.Ordinal);
            Assert.Contains("confidences", text, StringComparison.Ordinal);
            Assert.Contains("signed version 1", text, StringComparison.Ordinal);
            Assert.Contains("SHA-256", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nobody_else_gets_it()
    {
        await using var door = await Opened();
        Assert.NotEqual(HttpStatusCode.OK, (await door.Client(door.TraineeCookie(SomeMentoring.Tor)).GetAsync(Address)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await door.Client(door.SchemeLeadCookie()).GetAsync(Address)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await door.Client(null).GetAsync(Address)).StatusCode);
    }

    private static async Task<Door> Opened()
    {
        var door = await Door.OpenWithPages();
        door.Grains.Answers = SomeMentoring.Answer;
        return door;
    }

    private static string Words(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        return string.Join(' ', document.GetPages().SelectMany(page => page.GetWords()).Select(word => word.Text));
    }
}
