using System.CommandLine;
using System.Diagnostics;
using OutreachSilo.Practices;

namespace OutreachSilo.Commands;

/// <summary><c>import practices|pcns|outcodes</c>: reference files in, a report out.</summary>
internal static class ImportCommands
{
    public static Command Create(CommandHost host)
    {
        var file = new Argument<string>("FILE") { Description = "A CSV file, plain or gzip" };
        var files = new Argument<string[]>("FILE") { Description = "CSV files, plain or gzip", Arity = ArgumentArity.OneOrMore };
        var report = new Option<string?>("--report") { Description = "Write every row that was not taken to this CSV file", Recursive = true };

        var practices = new Command("practices", "Take GP practices from the published ODS register (epraccur) or a list with a header") { file };
        practices.SetAction(parsed => Run(parsed, services => services.GetRequiredService<PracticeImport>(), (import, progress, cancel) => import.Run(parsed.GetRequiredValue(file), progress, cancel)));
        var pcns = new Command("pcns", "Take Primary Care Networks and their dated membership") { files };
        pcns.SetAction(parsed => Run(parsed, services => services.GetRequiredService<PcnImport>(), (import, progress, cancel) => import.Run(parsed.GetRequiredValue(files), progress, cancel)));
        var outcodes = new Command("outcodes", "Take the centres of postcode districts and place practices that have no position") { file };
        outcodes.SetAction(parsed => Run(parsed, services => services.GetRequiredService<OutcodeImport>(), (import, progress, cancel) => import.Run(parsed.GetRequiredValue(file), progress, cancel)));
        return new Command("import", "Bring reference files in; every import may be repeated") { practices, pcns, outcodes, report };

        Task<int> Run<T>(ParseResult parsed, Func<IServiceProvider, T> service, Func<T, IImportProgress, CancellationToken, Task<ImportReport>> import) =>
            host.Run((services, cancel) => Import(parsed.GetValue(report), (progress, stop) => import(service(services), progress, stop), cancel));
    }

    internal static async Task<int> Import(
        string? reportPath, Func<IImportProgress, CancellationToken, Task<ImportReport>> import, CancellationToken cancellationToken)
    {
        try
        {
            // Opened first: a report that cannot be written must not be found out after the work.
            await using var file = reportPath is null ? null : new FileStream(reportPath, FileMode.Create, FileAccess.Write);
            var watch = Stopwatch.StartNew();
            var report = await ConsoleProgress.Show(progress => import(progress, cancellationToken));
            ImportReportText.Write(report, watch.Elapsed, Console.Out);
            if (file is not null) await ImportReportCsv.Write(report, file, cancellationToken);
            return report.TakenTotal > 0 ? ExitStatus.Done : ExitStatus.Failed;
        }
        catch (Exception problem) when (problem is UnusableFileException or ImportStoppedException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitStatus.Failed;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException && reportPath is not null)
        {
            await Console.Error.WriteLineAsync($"The report cannot be written: {problem.Message}");
            return ExitStatus.Failed;
        }
    }
}
