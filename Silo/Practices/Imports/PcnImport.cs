using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>
/// Brings Primary Care Networks in: their list becomes reference rows, and what the dated membership says of today becomes the practices'
/// own. A practice whose memberships in the file have all ended leaves its network; one that the file does not name stays as it is.
/// </summary>
internal sealed class PcnImport(PracticeByCode practices, IJournalScan scan, ReferenceData reference, ImportCalls calls, TimeProvider clock)
{
    /// <param name="paths">Lists and membership files in any order, each told by its header.</param>
    /// <exception cref="UnusableFileException">One of the files; nothing of any was taken.</exception>
    /// <exception cref="ImportStoppedException">Some rows were taken.</exception>
    public async Task<ImportReport> Run(IReadOnlyList<string> paths, IImportProgress progress, CancellationToken cancellationToken)
    {
        progress.Stage("Reading the files", paths.Count);
        var (report, today) = (new ImportReport(), EnglishDate.Today(clock));
        var (networks, memberships) = (new PcnList(report), new MembershipList(today, report));
        foreach (var path in paths)
        {
            var (name, rows) = (Path.GetFileName(path), CsvRows.Split(await SourceFile.Read(path, cancellationToken), Path.GetFileName(path), report));
            var header = rows.Count > 0 ? new CsvHeader(rows[0]) : throw new UnusableFileException("The file has no rows.");
            report.Read(-1);
            if (header.Has("practice_code")) memberships.Add(header, rows.Skip(1), name);
            else if (header.Has("pcn_code")) networks.Add(header, rows.Skip(1), name);
            else throw new UnusableFileException($"{name} is not recognised. Expected a header with pcn_code and pcn_name, or with practice_code, pcn_code, start_date and end_date.");
            progress.Step();
        }

        await new ReferenceRows(reference, ReferenceData.PcnKind, report).Take(networks.Bodies, cancellationToken);

        var known = await KnownPractices.Load(scan, cancellationToken);
        var settled = memberships.Settle(known);
        progress.Stage("Adding practices to networks", settled.Count);
        await calls.Each(settled, membership => Join(membership, known, report), progress, cancellationToken);
        report.Miss(known.All.Where(practice => practice.Closed is null && practice.Pcn.Length > 0 && memberships.Any && !memberships.Names(practice.Code))
            .Select(practice => practice.Code));
        return report;
    }

    private async Task Join(Membership membership, KnownPractices known, ImportReport report)
    {
        var (code, pcn, name, from) = (membership.Practice, membership.Pcn, membership.PcnName, membership.From);
        var id = ImportIds.JoinPcn(code, pcn, name, from, known.VersionOf(code));
        var outcome = await practices(code).JoinPcn(new JoinPcn(id, PracticeImport.Actor, pcn, name, from));
        report.Note(outcome, membership.File, membership.Line, code);
    }
}
