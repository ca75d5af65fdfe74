using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using OutreachSilo.Common;
using OutreachSilo.Practices;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>
/// How a region's numbers came about. The summaries' index says which weeks there are and at which version; only those that moved since the last
/// time are read anew, each by the journal's key. So an open chart costs what changed, not what there is.
/// </summary>
internal sealed class RegionTrends(Database database, TimeProvider clock) : IRegionTrends
{
    /// <summary>Weeks of a region that are remembered, those that start last.</summary>
    public const int WeeksMax = 20_000;

    /// <summary>Changes read at a time, at most, beyond the week that meets the bound; the rest comes the next time.</summary>
    private const int ChangesMax = 400_000;

    private const int WeeksPerRead = 200;

    /// <summary>A week takes bookings until it starts, and cancellations some days longer.</summary>
    private const int DaysAfterStart = 7;

    /// <summary>However many look at a region, it is read once in that time.</summary>
    private static readonly TimeSpan AgeMin = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Memory> _regions = new(StringComparer.Ordinal);

    public async Task<RegionTrend> Read(BoardId board, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, last);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, last.AddDays(-IRegionTrends.DaysMax));
        var region = _regions.GetOrAdd(board.Region, static _ => new Memory());
        await region.Turn.WaitAsync(cancellationToken);
        try
        {
            if (region.ReadAt is not { } before || clock.GetElapsedTime(before) >= AgeMin || first < region.First)
            {
                var at = clock.GetTimestamp();
                await ReadFaults.Guard(Refresh(region, board.Region, first.AddDays(-DaysAfterStart), cancellationToken));
                (region.ReadAt, region.First) = (at, first);
            }

            return Sum(region, board.Kind, first, last);
        }
        finally
        {
            region.Turn.Release();
        }
    }

    private async Task<int> Refresh(Memory region, string code, DateOnly startsFrom, CancellationToken cancellationToken)
    {
        await using var connection = await database.Connect(cancellationToken);
        var known = await Versions(connection, code, startsFrom, cancellationToken);
        region.Whole = known.Count < WeeksMax;
        foreach (var gone in region.Weeks.Keys.Where(week => !known.ContainsKey(week)).ToList()) region.Weeks.Remove(gone);
        var moved = known.Where(week => !region.Weeks.TryGetValue(week.Key, out var have) || have.Version < week.Value).Select(week => week.Key).ToList();
        var changes = 0;
        foreach (var part in moved.Chunk(WeeksPerRead))
        {
            changes += await ReadWeeks(connection, region, part, cancellationToken);
            if (changes < ChangesMax) continue;
            region.Whole = false;
            break;
        }

        return changes;
    }

    /// <summary>Versions of the region's weeks, those that start last first.</summary>
    private async Task<Dictionary<string, long>> Versions(DbConnection connection, string region, DateOnly from, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "select grain, version from summary where kind = @kind and region = @region and starts_on >= @from order by starts_on desc limit @take";
        command.Add("kind", BoardStore.WeekKind);
        command.Add("region", region);
        command.Add("from", database.Day(from));
        command.Add("take", WeeksMax);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        while (await row.ReadAsync(cancellationToken)) versions[row.GetString(0)] = row.GetInt64(1);
        return versions;
    }

    private async Task<int> ReadWeeks(DbConnection connection, Memory region, string[] weeks, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText =
            $"select grain, version, at, kind, body, actor, command from journal where grain in ({string.Join(", ", weeks.Select((_, i) => $"@g{i}"))}) order by grain, version";
        for (var i = 0; i < weeks.Length; i++) command.Add($"g{i}", weeks[i]);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var (changes, entries, of) = (0, new List<JournalEntry>(), "");
        while (await row.ReadAsync(cancellationToken))
        {
            changes++;
            if (row.GetString(0) is var grain && grain != of)
            {
                Remember(region, of, entries);
                (of, entries) = (grain, []);
            }

            entries.Add(database.ReadEntry(row, 1));
        }

        Remember(region, of, entries);
        return changes;
    }

    private static void Remember(Memory region, string grain, List<JournalEntry> entries)
    {
        if (entries.Count == 0) return;
        var week = WeekId.Parse(grain);
        var offers = ImmutableArray.CreateBuilder<(TasterKind, WeekTrend)>();
        foreach (var kind in Enum.GetValues<TasterKind>())
            if (WeekTrend.Of(week, kind, entries, EnglishDate.Of) is { } trend) offers.Add((kind, trend));
        region.Weeks[grain] = new Week(week, entries[^1].Version, offers.DrainToImmutable());
    }

    private static RegionTrend Sum(Memory region, TasterKind kind, DateOnly first, DateOnly last)
    {
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(day => new TrendDay(first.AddDays(day), 0, 0, 0)).ToArray();
        var filled = new List<FilledWeek>();
        foreach (var week in region.Weeks.Values)
        {
            foreach (var (of, trend) in week.Offers)
            {
                if (of != kind) continue;
                foreach (var day in trend.Days)
                {
                    if (day.Day < first || day.Day > last) continue;
                    var sum = days[day.Day.DayNumber - first.DayNumber];
                    days[day.Day.DayNumber - first.DayNumber] =
                        sum with { Places = sum.Places + day.Places, Requested = sum.Requested + day.Requested, Confirmed = sum.Confirmed + day.Confirmed };
                }

                if (trend.Full is { } full && EnglishDate.Of(full) is var fullOn && fullOn >= first && fullOn <= last)
                    filled.Add(new FilledWeek(week.Id, trend.Host, trend.Published, full));
            }
        }

        return new RegionTrend([.. days], [.. filled.OrderByDescending(week => week.Full).ThenBy(week => week.Week.ToString(), StringComparer.Ordinal)], region.Whole);
    }

    private sealed record Week(WeekId Id, long Version, ImmutableArray<(TasterKind Kind, WeekTrend Trend)> Offers);

    /// <summary>What is remembered of one region. Touched by whose turn it is only.</summary>
    private sealed class Memory
    {
        public SemaphoreSlim Turn { get; } = new(1, 1);

        public Dictionary<string, Week> Weeks { get; } = new(StringComparer.Ordinal);

        public long? ReadAt { get; set; }

        /// <summary>First day for which weeks were looked for.</summary>
        public DateOnly First { get; set; }

        public bool Whole { get; set; }
    }
}
