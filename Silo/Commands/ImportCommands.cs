using System.CommandLine;
using System.Diagnostics;
using OutreachSilo.Practices;

namespace OutreachSilo.Commands;

/// <summary><c>import practices|pcns|outcodes</c>: reference files in, a report out.</summary>
internal static class ImportCommands
{
    public static Command Create(CommandHost host)
    {
        var report = new Option<string?>("--report") { Description = "Write every row that was not imported to this CSV file", Recursive = true };
        return new Command("import", "Import reference files. You can repeat an import safely")
        {
            Verb<PracticeImport>(
                "practices", "Import GP practices from the published ODS register (epraccur) or a list with a header", filesMax: 1,
                (import, files, progress, cancel) => import.Run(files[0], progress, cancel)),
            Verb<PcnImport>(
                "pcns", "Import primary care networks and their membership dates", filesMax: 20,
                (import, files, progress, cancel) => import.Run(files, progress, cancel)),
            Verb<OutcodeImport>(
                "outcodes", "Import the centres of postcode districts, and use them to locate practices that have no position", filesMax: 1,
                (import, files, progress, cancel) => import.Run(files[0], progress, cancel)),
            report,
        };

        Command Verb<T>(string name, string does, int filesMax, Func<T, string[], IImportProgress, CancellationToken, Task<ImportReport>> import)
            where T : notnull
        {
            var argument = new Argument<string[]>("FILE") { Description = "CSV, plain or gzip", Arity = ArgumentArity.OneOrMore };
            var command = new Command(name, does) { argument };
            command.Validators.Add(parsed =>
            {
                var files = parsed.GetResult(argument)?.Tokens ?? [];
                if (files.Count > filesMax) parsed.AddError($"You can import up to {filesMax} file{(filesMax == 1 ? "" : "s")} at once.");
                if (parsed.GetResult(report) is { Tokens: [var path] } && files.Any(file => IsSameFile(file.Value, path.Value)))
                    parsed.AddError("The report would overwrite the file you are importing. Choose another file name.");
            });
            command.SetAction(parsed => host.Run((services, cancel) => Import(
                parsed.GetValue(report), progress => import(services.GetRequiredService<T>(), parsed.GetRequiredValue(argument), progress, cancel), cancel)));
            return command;
        }
    }

    private static async Task<int> Import(string? reportPath, Func<IImportProgress, Task<ImportReport>> import, CancellationToken cancellationToken)
    {
        try
        {
            // Opened first: a report that cannot be written must not be found out after the work.
            await using var file = reportPath is null ? null : OpenReport(reportPath);
            var watch = Stopwatch.StartNew();
            var report = await ConsoleProgress.Show(import);
            ImportReportText.Write(report, watch.Elapsed, Console.Out);
            if (file is not null) await ImportReportCsv.Write(report, file, cancellationToken);
            return report.TakenTotal > 0 ? ExitStatus.Done : ExitStatus.Failed;
        }
        catch (Exception problem) when (problem is UnusableFileException or ImportStoppedException)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return ExitStatus.Failed;
        }
    }

    /// <summary>What stood in the file stays until there is a report.</summary>
    private static FileStream OpenReport(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnusableFileException($"Cannot write the report: {problem.Message}", problem);
        }
    }

    private static bool IsSameFile(string one, string other) =>
        one.Length > 0 && other.Length > 0 && string.Equals(Path.GetFullPath(one), Path.GetFullPath(other), StringComparison.Ordinal);
}
