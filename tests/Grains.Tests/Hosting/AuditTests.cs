using System.Runtime.CompilerServices;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Hosting;

/// <summary>An audit of a service that goes on meanwhile.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task What_changes_between_the_reading_of_journal_and_summaries_is_no_fault()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 8));
        var scan = new MovingScan(host.Journal) { Meanwhile = async () => Assert.True((await week.Hold(HoldFor(Ana))).Succeeded) };

        Assert.Empty((await Audit(scan)).Findings);
        Assert.Equal(2, host.Journal.Entries(Id.ToString()).Length);
    }

    [Fact]
    public async Task A_summary_ahead_of_its_journal_is_a_fault()
    {
        await using var host = await GrainHost.New();
        await host.PublishedWeek(capacity: 8);
        var finding = Assert.Single((await Audit(new MovingScan(host.Journal) { Ahead = 1 })).Findings);
        Assert.Equal(("I6", "the summary stands at version 2, the journal at 1"), (finding.Rule, finding.Detail));
    }

    private static Task<AuditReport> Audit(IJournalScan scan) =>
        new Auditor(ChangeCatalog.Aggregates, scan, TimeProvider.System).Run(TestContext.Current.CancellationToken);

    private sealed class MovingScan(IJournalScan scan) : IJournalScan
    {
        public Func<Task> Meanwhile { get; init; } = () => Task.CompletedTask;

        /// <summary>By how many versions summaries are said to be newer than they are.</summary>
        public int Ahead { get; init; }

        public async IAsyncEnumerable<JournalRow> ByGrain([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var row in scan.ByGrain(cancellationToken)) yield return row;
            await Meanwhile();
        }

        public async IAsyncEnumerable<SummaryRow> Summaries(string? kind, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var row in scan.Summaries(kind, cancellationToken)) yield return row with { Version = row.Version + Ahead };
        }

        public Task<long> LastVersion(string grain, CancellationToken cancellationToken) => scan.LastVersion(grain, cancellationToken);

        public Task<IReadOnlyList<string>> Due(DateTimeOffset by, int take, CancellationToken cancellationToken) => scan.Due(by, take, cancellationToken);
    }
}
