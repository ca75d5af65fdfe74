using System.CommandLine;
using System.Globalization;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Commands;

/// <summary><c>audit</c>: recomputes every invariant from the journal; exit status 0 only when all hold.</summary>
internal static class AuditCommand
{
    public static Command Create(CommandHost host)
    {
        var audit = new Command("audit", "Check every invariant against the journal");
        audit.SetAction(_ => host.Run(static async (services, cancel) => Tell(await services.GetRequiredService<Auditor>().Run(cancel), Console.Out)));
        return audit;
    }

    internal static int Tell(AuditReport report, TextWriter output)
    {
        output.WriteLine(
            $"{Number(report.Rows)} changes to {Count("week")} weeks, {Count("person")} people and {Count("practice")} practices: "
            + $"{Places(PlaceState.Confirmed)} confirmed, {Places(PlaceState.Held)} held, {Places(PlaceState.Offered)} offered, "
            + $"{Places(PlaceState.Waiting)} waiting.");
        foreach (var finding in report.Findings) output.WriteLine($"{finding.Rule}: {finding.Grain}: {finding.Detail}");
        output.WriteLine(report.IsClean ? "Every invariant holds." : string.Create(CultureInfo.InvariantCulture, $"{report.Findings.Count:N0} {(report.Findings.Count == 1 ? "finding" : "findings")}."));
        return report.IsClean ? ExitStatus.Done : ExitStatus.Failed;

        static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
        string Count(string name) => Number(report.Count(name));
        string Places(PlaceState state) => Count($"week/{state}");
    }
}
