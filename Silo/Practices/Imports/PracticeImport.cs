using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>
/// Brings the practices of a register file in: new, moved, renamed, reopened and closed ones. Network membership is left to the dated
/// membership file, which alone knows since when a practice belongs where.
/// </summary>
internal sealed class PracticeImport(PracticeByCode practices, IJournalScan scan, ReferenceData reference, ImportCalls calls, TimeProvider clock)
{
    public const string Actor = "import";

    /// <exception cref="UnusableFileException">Nothing was taken.</exception>
    /// <exception cref="ImportStoppedException">Some rows were taken.</exception>
    public async Task<ImportReport> Run(string path, IImportProgress progress, CancellationToken cancellationToken)
    {
        progress.Stage("Reading the file", 1);
        var (report, name) = (new ImportReport(), Path.GetFileName(path));
        var bytes = await SourceFile.Read(path, cancellationToken);
        var known = await KnownPractices.Load(scan, cancellationToken);
        var file = PracticeFile.Parse(bytes, name, EnglishDate.Today(clock), known.Contains, report);
        var positions = new PositionFinder(known, await reference.Outcodes(cancellationToken));
        progress.Step();

        progress.Stage("Importing practices", file.Rows.Length);
        await calls.Each(
            file.Rows,
            async row =>
            {
                var practice = practices(row.Facts.OdsCode);
                var outcome = row.Closed is { } closed
                    ? await practice.Close(new ClosePractice(ImportIds.Close(row.Facts.OdsCode, closed, known.VersionOf(row.Facts.OdsCode)), Actor, closed))
                    : await Register(practice, positions.Place(row.Facts), file.TellsPhone, known);
                report.Note(outcome, name, row.Line, row.Facts.OdsCode);
            },
            progress,
            cancellationToken);

        var named = file.Rows.Select(row => row.Facts.OdsCode).ToHashSet(StringComparer.Ordinal);
        report.Miss(known.All.Where(practice => practice.Closed is null && !named.Contains(practice.Code)).Select(practice => practice.Code));
        return report;
    }

    private static async Task<Outcome<PracticeChanged>> Register(IPracticeGrain practice, PracticeFacts facts, bool tellsPhone, KnownPractices known)
    {
        var version = known.VersionOf(facts.OdsCode);
        if (!tellsPhone && version > 0 && await practice.View() is { Succeeded: true } held) facts = facts with { Phone = held.Value.Facts.Phone };
        return await practice.Register(new RegisterPractice(ImportIds.Register(facts, version), Actor, facts));
    }
}
