using System.Collections.Immutable;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>What happened in a region on one day; days are London's.</summary>
/// <param name="Places">Places published and added, less those taken back; may be below zero.</param>
/// <param name="Requested">Places asked for: holds, and entries on waiting lists.</param>
/// <param name="Confirmed">Places confirmed and offers accepted.</param>
public sealed record TrendDay(DateOnly Day, int Places, int Requested, int Confirmed);

/// <summary>A week whose places were all taken for the first time.</summary>
/// <param name="Published">UTC instant.</param>
/// <param name="Full">UTC instant; held places count as taken.</param>
public sealed record FilledWeek(WeekId Week, string Host, DateTimeOffset Published, DateTimeOffset Full)
{
    public TimeSpan Took => Full - Published;
}

/// <param name="Days">Every day asked about, in order.</param>
/// <param name="Filled">Weeks that filled on one of these days, the last first.</param>
/// <param name="Whole">False when a bound was met and the region's oldest weeks are left out.</param>
public sealed record RegionTrend(ImmutableArray<TrendDay> Days, ImmutableArray<FilledWeek> Filled, bool Whole);

/// <summary>What boards do not remember: how a region's numbers came about. Read-only, from the journal; may lag the grains by a moment.</summary>
public interface IRegionTrends
{
    /// <param name="first">First day, at most <see cref="DaysMax"/> days before <paramref name="last"/>.</param>
    /// <param name="last">Last day, usually today.</param>
    /// <exception cref="Exception">A fault, when the database cannot be read.</exception>
    Task<RegionTrend> Read(BoardId board, DateOnly first, DateOnly last, CancellationToken cancellationToken);

    const int DaysMax = 100;
}
