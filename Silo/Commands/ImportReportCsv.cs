using CsvHelper;
using OutreachSilo.Practices;

namespace OutreachSilo.Commands;

/// <summary>Every row that was not taken, as CSV in UTF-8. Texts that a spreadsheet would run as a formula are written as plain text.</summary>
internal static class ImportReportCsv
{
    public static async Task Write(ImportReport report, Stream stream, CancellationToken cancellationToken)
    {
        stream.SetLength(0);
        await using var csv = CsvWriter.Create(stream, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true);
        await csv.WriteRecordAsync(["file", "line", "reason", "code", "detail"], cancellationToken);
        foreach (var row in report.Skipped)
        {
            csv.WriteField(row.File);
            csv.WriteField(row.Line);
            csv.WriteField(row.Reason.ToString());
            csv.WriteField(row.Subject);
            csv.WriteField(row.Detail);
            await csv.EndRecordAsync(cancellationToken);
        }

        foreach (var practice in report.Missing) await csv.WriteRecordAsync(["", "", "NotInFile", practice, "not changed"], cancellationToken);
        await csv.FlushAsync(cancellationToken);
    }
}
