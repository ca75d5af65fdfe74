using System.CommandLine;
using System.Globalization;
using OutreachSilo.Common;

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
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Rows:N0} changes to {report.Weeks:N0} weeks, {report.People:N0} people and {report.Practices:N0} practices: {report.Confirmed:N0} confirmed, {report.Held:N0} held, {report.Offered:N0} offered, {report.Waiting:N0} waiting."));
        foreach (var finding in report.Findings) output.WriteLine($"{finding.Rule}: {finding.Grain}: {finding.Detail}");
        output.WriteLine(report.IsClean ? "Every invariant holds." : string.Create(CultureInfo.InvariantCulture, $"{report.Findings.Count:N0} {(report.Findings.Count == 1 ? "finding" : "findings")}."));
        return report.IsClean ? ExitStatus.Done : ExitStatus.Failed;
    }
}
