namespace OutreachSilo.Mentoring;

/// <summary>A stretch of one date by the clock on the wall, in minutes after midnight; the end is not part of it and is 1,440 at most.</summary>
internal readonly record struct DayStretch(int From, int To)
{
    public const int MinutesPerDay = 24 * 60;

    /// <summary>As contracts write it: an end of 00:00 is the end of the day.</summary>
    public static DayStretch Of(TimeOnly from, TimeOnly to) => new(Minutes(from), to == TimeOnly.MinValue ? MinutesPerDay : Minutes(to));

    public bool Overlaps(DayStretch other) => From < other.To && other.From < To;

    /// <summary>All that lies in one of them at least, in order, none touching another.</summary>
    public static List<DayStretch> Union(IEnumerable<DayStretch> stretches)
    {
        var union = new List<DayStretch>();
        foreach (var next in stretches.OrderBy(stretch => stretch.From))
        {
            if (union is [.., var last] && next.From <= last.To) union[^1] = last with { To = Math.Max(last.To, next.To) };
            else union.Add(next);
        }

        return union;
    }

    /// <summary>What is left of the stretches when another is taken out.</summary>
    public static IEnumerable<DayStretch> Without(IEnumerable<DayStretch> stretches, DayStretch taken)
    {
        foreach (var stretch in stretches)
        {
            if (!stretch.Overlaps(taken))
            {
                yield return stretch;
                continue;
            }

            if (stretch.From < taken.From) yield return stretch with { To = taken.From };
            if (taken.To < stretch.To) yield return stretch with { From = taken.To };
        }
    }

    private static int Minutes(TimeOnly time) => time.Hour * 60 + time.Minute;
}
