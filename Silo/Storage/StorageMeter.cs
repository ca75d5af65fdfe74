using System.Diagnostics.Metrics;

namespace OutreachSilo.Storage;

/// <summary>Figures of the journal's writer, meter <c>OutreachSilo.Storage</c>.</summary>
internal sealed class StorageMeter
{
    public const string MeterName = "OutreachSilo.Storage";

    private readonly Counter<long> batches;
    private readonly Counter<long> rows;
    private readonly Counter<long> summaries;
    private readonly Counter<long> fenced;
    private readonly Counter<long> failed;
    private readonly Histogram<double> flush;
    private long batchesTotal;

    public StorageMeter(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        batches = meter.CreateCounter<long>("outreach.journal.batches", "{transaction}", "Transactions committed.");
        rows = meter.CreateCounter<long>("outreach.journal.rows", "{row}", "Journal rows made durable.");
        summaries = meter.CreateCounter<long>("outreach.journal.summaries", "{row}", "Summary rows written.");
        fenced = meter.CreateCounter<long>("outreach.journal.fenced", "{session}", "Activations ended because another wrote first.");
        failed = meter.CreateCounter<long>("outreach.journal.failed", "{append}", "Appends answered with a fault.");
        flush = meter.CreateHistogram<double>("outreach.journal.flush.duration", "s", "Time from the first statement of a batch to its commit.");
    }

    /// <summary>Since the start of the process.</summary>
    public long Batches => Volatile.Read(ref batchesTotal);

    public void Stored(int journalRows, int summaryRows, TimeSpan took)
    {
        Interlocked.Increment(ref batchesTotal);
        batches.Add(1);
        rows.Add(journalRows);
        summaries.Add(summaryRows);
        flush.Record(took.TotalSeconds);
    }

    public void Fenced(int sessions) => fenced.Add(sessions);

    public void Failed(int appends) => failed.Add(appends);
}
