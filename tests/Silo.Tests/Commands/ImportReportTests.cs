using System.Text;
using OutreachSilo.Practices;

namespace OutreachSilo.Commands;

public class ImportReportTests
{
    [Fact]
    public void The_text_tells_counts_and_the_first_lines()
    {
        var output = new StringWriter { NewLine = "\n" };
        ImportReportText.Write(Report(), TimeSpan.FromSeconds(1.24), output);

        Assert.Equal(
            """
            12 rows read, 3 imported, 9 skipped, in 1.2 s.
                     2  Registered
                     1  Moved
            Skipped because not needed:
                     7  not a GP practice (prescribing setting other than 4) (line 11, 12, 13, 14, 15 …)
            Skipped because not valid:
                     1  not a valid code (line 2)
                     1  no name (line 3)
            Already here but not in the file, not changed: 1 (K81009)

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public async Task The_CSV_has_every_row_and_no_formula()
    {
        using var stream = new MemoryStream();
        await ImportReportCsv.Write(Report(), stream, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(11, lines.Length);
        Assert.Equal("file,line,reason,code,detail", lines[0]);
        Assert.Equal("practices.csv,2,BadCode,\"'=1+1\",\"'@SUM(A1)\"", lines[1]);
        Assert.Equal(",,NotInFile,K81009,not changed", lines[^1]);
        Assert.DoesNotContain(lines.SelectMany(line => line.Split(',')), field => field.TrimStart('"') is ['=' or '+' or '-' or '@', ..]);
    }

    [Fact]
    public void Plain_progress_is_a_line_per_tenth()
    {
        var output = new StringWriter { NewLine = "\n" };
        var progress = new ConsoleProgress.Lines(output);
        progress.Stage("Importing practices", 1_000);
        for (var i = 0; i < 1_000; i++) progress.Step();

        Assert.Equal(11, output.ToString().Count(character => character == '\n'));
        Assert.EndsWith("Importing practices: 1000 of 1000\n", output.ToString(), StringComparison.Ordinal);
    }

    private static ImportReport Report()
    {
        var report = new ImportReport();
        report.Read(12);
        report.Take("Registered", 2);
        report.Take("Moved");
        report.Skip("practices.csv", 2, SkipReason.BadCode, "=1+1", "@SUM(A1)");
        report.Skip("practices.csv", 3, SkipReason.NameMissing, "K81001");
        for (var line = 11; line < 18; line++) report.Skip("practices.csv", line, SkipReason.OtherSetting, "K81002");
        report.Miss(["K81009"]);
        return report;
    }
}
