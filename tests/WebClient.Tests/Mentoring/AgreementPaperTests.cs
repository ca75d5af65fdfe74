using System.Diagnostics;
using System.Text;
using OutreachSilo.Common;
using OutreachSilo.Mentoring.Agreements;
using OutreachSilo.TestKit;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace OutreachSilo.Mentoring;

/// <summary>The agreement's file, looked into by PdfPig and by poppler, of which neither has written it.</summary>
public sealed class AgreementPaperTests
{
    private const string Markdown = """
        # What we agree

        We keep *confidences*.

        1. We meet
           on time
        2. We say if we cannot

        - one
          - within one
        - two

        > What a patient said stays here.

        ## Ending

        Either may end it.
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_call_it_tagged_with_headings_lists_and_paragraphs()
    {
        var poppler = Requirements.PdfInfo();
        var file = Path.Combine(Path.GetTempPath(), $"agreement-{Guid.NewGuid():N}.pdf");
        await File.WriteAllBytesAsync(file, Write(Markdown), Token);
        try
        {
            var info = await Run(poppler, file);
            Assert.Contains("Tagged:          yes", info, StringComparison.Ordinal);
            Assert.Contains("Title:           Mentoring agreement", info, StringComparison.Ordinal);
            var structure = (await Run(poppler, "-struct", file)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Trim().Split(' ')[0]);
            Assert.Equal(
                "Document H1 P H2 P L LI Lbl LBody P LI Lbl LBody P L LI Lbl LBody P L LI Lbl LBody P LI Lbl LBody P "
                + "BlockQuote P H3 P H2 P P P P",
                string.Join(' ', structure));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void It_says_its_language_and_brings_its_fonts()
    {
        using var document = PdfDocument.Open(Write(Markdown));
        Assert.Equal("en-GB", ((StringToken)document.Structure.Catalog.CatalogDictionary.Data["Lang"]).Data);
        var fonts = document.GetPages().SelectMany(page => page.Letters).Select(letter => letter.FontName!).Distinct().Order().ToList();
        Assert.Equal(2, fonts.Count);
        // Six letters and a plus are the mark of an embedded subset.
        Assert.All(fonts, font => Assert.Matches("^[A-Z]{6}\\+", font));
        Assert.InRange(Write(Markdown).Length, 1, 100_000);
    }

    [Fact]
    public void A_long_agreement_flows_over_numbered_pages_and_loses_no_word()
    {
        var words = Enumerable.Range(0, 3000).Select(number => $"w{number}").ToArray();
        using var document = PdfDocument.Open(Write(string.Join(' ', words)));
        var pages = document.GetPages().Select(page => string.Join(' ', page.GetWords().Select(word => word.Text))).ToList();
        Assert.InRange(pages.Count, 3, 20);
        for (var page = 0; page < pages.Count; page++)
            Assert.Contains($"Page {page + 1} of {pages.Count}", pages[page], StringComparison.Ordinal);
        Assert.Equal(words, string.Join(' ', pages).Split(' ').Where(word => word is ['w', >= '0' and <= '9', ..]));
    }

    [Theory]
    [InlineData("Siân Łukasz-Nguyễn O’Súilleabháin", "Siân Łukasz-Nguyễn O’Súilleabháin")]
    [InlineData("Sia\u0302n", "Siân")]
    [InlineData("محمد", "????")]
    [InlineData("Ana 👩", "Ana ?")]
    public void What_the_font_lacks_is_a_question_mark_and_never_an_error(string name, string shown)
    {
        using var document = PdfDocument.Open(Write(Markdown, name));
        Assert.Contains($"Between {shown} (mentor)", Words(document), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_is_no_error()
    {
        using var document = PdfDocument.Open(Write(Markdown, "Ana \uD83D Gray"));
        Assert.Contains("Ana ? Gray", Words(document), StringComparison.Ordinal);
    }

    [Fact]
    public void A_screen_reader_still_gets_what_the_font_lacks()
    {
        using var document = PdfDocument.Open(Write(Markdown, "محمد"));
        var meant = Elements(document, document.Structure.Catalog.CatalogDictionary.Data["StructTreeRoot"])
            .Where(element => element.Data.ContainsKey("ActualText")).Select(element => Text(element.Data["ActualText"]));
        Assert.Collection(
            meant,
            line => Assert.Equal("Between محمد (mentor) and Tia Marsh (mentee)", line),
            line => Assert.StartsWith("محمد signed version 1 on ", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_may_be_written_at_once()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Write(Markdown), Token)));
        var sizes = written.Select(file => PdfDocument.Open(file).NumberOfPages);
        Assert.All(sizes, pages => Assert.Equal(1, pages));
    }

    private static IEnumerable<DictionaryToken> Elements(PdfDocument document, IToken token) => token switch
    {
        IndirectReferenceToken reference => Elements(document, document.Structure.GetObject(reference.Data).Data),
        ArrayToken array => array.Data.SelectMany(item => Elements(document, item)),
        DictionaryToken element => [element, .. element.Data.TryGetValue("K", out var children) ? Elements(document, children) : []],
        _ => [],
    };

    private static string Words(PdfDocument document) => string.Join(' ', document.GetPage(1).GetWords().Select(word => word.Text));

    private static string Text(IToken token) =>
        token is HexToken hex ? Encoding.BigEndianUnicode.GetString([.. hex.Bytes]).TrimStart('\uFEFF') : ((StringToken)token).Data;

    private static byte[] Write(string markdown, string mentor = "Mo Green") => AgreementPdf.Write(
        SomeMentoring.Text with { Text = markdown }, SomeMentoring.Pair(),
        new Dictionary<string, string>(StringComparer.Ordinal) { [SomeMentoring.Mo] = mentor, [SomeMentoring.Tia] = "Tia Marsh" });

    private static async Task<string> Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, ["-enc", "UTF-8", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.Equal((0, ""), (process.ExitCode, await errors));
        return output;
    }
}
