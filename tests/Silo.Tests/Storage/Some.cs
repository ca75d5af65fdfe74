using System.Text;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>Changes and summaries as tests need them.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Instant = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static JournalEntry Change(long version, string kind = "place-held", string? body = null, string actor = "person-1", Guid? command = null, DateTimeOffset? at = null) =>
        new(version, at ?? Instant, kind, Encoding.UTF8.GetBytes(body ?? $$"""{"n":{{version}}}"""), actor, command ?? Guid.NewGuid());

    /// <summary>An append of one change.</summary>
    public static Task Append(this IJournalSession session, long version, ISummarySource? summary = null, string kind = "place-held") =>
        session.Append([Change(version, kind)], summary);

    public static string Text(this JournalEntry entry) => Encoding.UTF8.GetString(entry.Body.Span);

    public static string Text(this SummaryRow row) => Encoding.UTF8.GetString(row.Body.Span);
}

/// <summary>Makes summaries and counts how many it was asked for.</summary>
internal sealed class CountingSummary(Func<string, long, SummaryRow> make) : ISummarySource
{
    private int made;

    public CountingSummary()
        : this((grain, version) => Row(grain, version))
    {
    }

    public int Made => Volatile.Read(ref made);

    public static SummaryRow Row(
        string grain, long version, string kind = "week", string region = "Y61", DateOnly? startsOn = null, DateTimeOffset? dueAt = null, string search = "")
        => new(grain, version, kind, region, startsOn, dueAt, search, Encoding.UTF8.GetBytes($$"""{"version":{{version}}}"""));

    public SummaryRow ToSummary(string grain, long version)
    {
        Interlocked.Increment(ref made);
        return make(grain, version);
    }
}
