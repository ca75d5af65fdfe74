using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;

namespace OutreachSilo.Benchmarks.Measuring;

/// <summary>What is allocated, by type, from the runtime's own sampling (one object every 100 KB or so).</summary>
internal sealed class AllocationSample : EventListener
{
    private const EventKeywords Gc = (EventKeywords)1;

    private readonly ConcurrentDictionary<string, long> bytes = new(StringComparer.Ordinal);

    /// <summary>The types that most bytes went to, with their shares, 0 to 1.</summary>
    public IEnumerable<(string Type, double Share)> Most(int count)
    {
        var all = (double)Math.Max(1, bytes.Values.Sum());
        return bytes.OrderByDescending(type => type.Value).Take(count).Select(type => (type.Key, type.Value / all));
    }

    public void Clear() => bytes.Clear();

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (string.Equals(eventSource.Name, "Microsoft-Windows-DotNETRuntime", StringComparison.Ordinal)) EnableEvents(eventSource, EventLevel.Verbose, Gc);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("GCAllocationTick", StringComparison.Ordinal) != true) return;
        bytes.AddOrUpdate(
            (string)Field("TypeName"), static (_, amount) => amount, static (_, sum, amount) => sum + amount, Convert.ToInt64(Field("AllocationAmount64"), CultureInfo.InvariantCulture));

        object Field(string name) => eventData.Payload![eventData.PayloadNames!.IndexOf(name)]!;
    }
}
