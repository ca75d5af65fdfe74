using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace OutreachSilo.Tasters;

/// <summary>A count for each of a week's ten half-days. A value: changing a copy leaves the original alone.</summary>
internal readonly struct HalfDayCounts
{
    [InlineArray(HalfDays.PerWeek)]
    private struct Ten
    {
        private int first;
    }

    private readonly Ten counts;

    private HalfDayCounts(Ten counts) => this.counts = counts;

    /// <summary>All ten, Monday morning first.</summary>
    public ImmutableArray<int> All
    {
        get => [.. counts];
        init => value.AsSpan().CopyTo(counts);
    }

    public int this[int halfDay] => counts[halfDay];

    public HalfDayCounts Add(HalfDays halfDays, int by)
    {
        var next = counts;
        for (var i = 0; i < HalfDays.PerWeek; i++)
            if (halfDays.Contains(i)) next[i] += by;
        return new HalfDayCounts(next);
    }

    /// <summary>The highest count on any of the half-days; 0 for none.</summary>
    public int Most(HalfDays halfDays)
    {
        var most = 0;
        for (var i = 0; i < HalfDays.PerWeek; i++)
            if (halfDays.Contains(i)) most = Math.Max(most, counts[i]);
        return most;
    }

    public bool SameAs(HalfDayCounts other)
    {
        for (var i = 0; i < HalfDays.PerWeek; i++)
            if (counts[i] != other.counts[i]) return false;
        return true;
    }
}
