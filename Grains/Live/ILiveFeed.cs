using System.Collections.Immutable;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>
/// Where grains announce what is durable. Never blocks, never fails, keeps the latest value per topic only, and is bounded by the
/// number of topics: what a slow reader misses it gets as the newest value.
/// </summary>
public interface ILiveFeed : ITopics
{
    /// <summary>A week changed. Rows are made from <paramref name="source"/> when the tick comes; the topic of its practice moves once the boards have them.</summary>
    void WeekChanged(string grain, long version, IBoardRowSource source);
}

/// <summary>An immutable state that can be shown on boards.</summary>
public interface IBoardRowSource
{
    ImmutableArray<BoardRow> ToBoardRows(long version);
}

/// <summary>Where a board finds its first rows: the stored summaries.</summary>
public interface IBoardStore
{
    /// <summary>Bodies (UTF-8 JSON) of the week summaries of a region that start on or after a day.</summary>
    Task<ImmutableArray<SummaryOfWeek>> Weeks(string region, DateOnly from, CancellationToken cancellationToken);
}

/// <summary>A stored week summary.</summary>
public sealed record SummaryOfWeek(WeekId Week, long Version, ReadOnlyMemory<byte> Body);
