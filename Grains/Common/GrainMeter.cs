using System.Diagnostics.Metrics;
using OutreachSilo.Kernel;

namespace OutreachSilo.Common;

/// <summary>Figures of what the grains decide, meter <c>OutreachSilo.Grains</c>.</summary>
internal static class GrainMeter
{
    private static readonly Meter Meter = new("OutreachSilo.Grains");

    private static readonly Counter<long> Changes =
        Meter.CreateCounter<long>("outreach.changes", "{change}", "Durable changes, by kind; a confirmed booking is one.");

    private static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("outreach.refusals", "{refusal}", "Commands answered with a refusal, by code.");

    public static void Changed(ChangeSet kinds, ReadOnlySpan<Change> changes)
    {
        if (!Changes.Enabled) return;
        foreach (var change in changes) Changes.Add(1, KeyValuePair.Create("outreach.change.kind", (object?)kinds.KindOf(change)));
    }

    /// <param name="grain">Its key; what stands before the first slash is reported.</param>
    public static void Refused(string grain, Refusal refusal)
    {
        if (!Refusals.Enabled) return;
        var aggregate = grain.Split('/')[0];
        Refusals.Add(1, new("outreach.refusal.code", refusal.Code), new("outreach.aggregate", aggregate));
    }
}
