using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>Brings the centres of postcode districts in, then gives a position to every practice that has none.</summary>
internal sealed class OutcodeImport(PracticeByCode practices, IJournalScan scan, ReferenceData reference, ImportCalls calls)
{
    /// <exception cref="UnusableFileException">Nothing was taken.</exception>
    /// <exception cref="ImportStoppedException">Some rows were taken.</exception>
    public async Task<ImportReport> Run(string path, IImportProgress progress, CancellationToken cancellationToken)
    {
        progress.Stage("Reading the file", 1);
        var report = new ImportReport();
        var bodies = Parse(await SourceFile.Read(path, cancellationToken), Path.GetFileName(path), report);
        await new ReferenceRows(reference, ReferenceData.OutcodeKind, report).Take(bodies, cancellationToken);
        progress.Step();

        var known = await KnownPractices.Load(scan, cancellationToken);
        var positions = new PositionFinder(known, await reference.Outcodes(cancellationToken));
        var lost = known.All.Where(practice => practice.Closed is null && double.IsNaN(practice.Position.Latitude)).ToList();
        progress.Stage("Locating practices", lost.Count);
        await calls.Each(lost, practice => Place(practice.Code, positions, known, report), progress, cancellationToken);
        return report;
    }

    internal static IReadOnlyDictionary<string, string> Parse(ReadOnlyMemory<byte> bytes, string file, ImportReport report)
    {
        var rows = CsvRows.Split(bytes, file, report);
        var header = rows.Count > 0 ? new CsvHeader(rows[0]) : throw new UnusableFileException("The file has no rows.");
        var (code, latitude, longitude) = (header.Required("outcode"), header.Required("lat"), header.Required("lon"));
        report.Read(-1);
        var bodies = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows.Skip(1))
        {
            if (Fault(row) is { } reason) report.Skip(file, row.Line, reason, row.Fields[0].Length <= 10 ? row.Fields[0] : "");
        }

        return bodies;

        SkipReason? Fault(CsvRow row)
        {
            if (row.Fields.Length != header.Count) return SkipReason.WrongColumnCount;
            if (!Postcode.TryNormaliseDistrict(row.Fields[code], out var district)) return SkipReason.BadCode;
            if (!CsvValues.TryPosition(row.Fields[latitude], row.Fields[longitude], out var centre) || double.IsNaN(centre.Latitude)) return SkipReason.BadPosition;
            return bodies.TryAdd(district, ReferenceData.OutcodeBody(centre)) ? null : SkipReason.Duplicate;
        }
    }

    private async Task Place(string odsCode, PositionFinder positions, KnownPractices known, ImportReport report)
    {
        var practice = practices(odsCode);
        if (await practice.View() is not { Succeeded: true } held) return;
        var placed = positions.Place(held.Value.Facts);
        if (double.IsNaN(placed.Latitude)) return;
        var outcome = await practice.Register(new RegisterPractice(ImportIds.Register(placed, known.VersionOf(odsCode)), PracticeImport.Actor, placed));
        if (outcome.Succeeded) report.Place();
    }
}
