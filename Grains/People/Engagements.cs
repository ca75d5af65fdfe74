using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>What takes a person's time at instants, by start; of those that ended, the last ones.</summary>
internal sealed class Engagements
{
    public static readonly Engagements None = new([], []);

    private readonly ImmutableArray<Engagement> open;
    private readonly ImmutableArray<Engagement> ended;

    private Engagements(ImmutableArray<Engagement> open, ImmutableArray<Engagement> ended) => (this.open, this.ended) = (open, ended);

    /// <summary>By their start.</summary>
    public ImmutableArray<Engagement> Open => open;

    /// <summary>The newest first.</summary>
    public ImmutableArray<Engagement> Ended => ended;

    public static Engagements From(ImmutableArray<Engagement> open, ImmutableArray<Engagement> ended) => new(open, ended);

    /// <summary>Those to come and past, then those that ended.</summary>
    public IEnumerable<Engagement> All => open.Concat(ended);

    /// <summary>How many are not over at an instant.</summary>
    public int CountAfter(DateTimeOffset now) => open.Count(each => each.EndsAt > now);

    public bool Has(Guid id) => IndexOf(id) >= 0;

    public Engagement? Find(Guid id) => IndexOf(id) is var index and >= 0 ? open[index] : ended.FirstOrDefault(each => each.Id == id);

    public Engagement? Clash(DateTimeOffset startsAt, int minutes, Guid? except)
    {
        foreach (var each in open)
            if (each.Id != except && each.Overlaps(startsAt, minutes)) return each;
        return null;
    }

    /// <summary>One that lies on one of these half-days, or null.</summary>
    public Engagement? Clash(WeekId week, HalfDays halfDays)
    {
        foreach (var each in open)
            if (HalfDayTimes.Of(each.StartsAt, each.Minutes, week).Overlaps(halfDays)) return each;
        return null;
    }

    public Engagements With(Engaged change)
    {
        var engagement = new Engagement(change.Id, change.Source, change.Entry, change.StartsAt, change.Minutes, change.Sequence, change.Replaces, false);
        var at = 0;
        while (at < open.Length && open[at].StartsAt <= engagement.StartsAt) at++;
        return Trim(open.Insert(at, engagement), ended);
    }

    public Engagements End(Guid id)
    {
        var index = IndexOf(id);
        var last = open[index] with { Ended = true };
        return Trim(open.RemoveAt(index), ended.Insert(0, last));
    }

    /// <exception cref="InvariantException">Two of them are at once.</exception>
    public void Check(string person)
    {
        for (var i = 1; i < open.Length; i++)
        {
            for (var j = i - 1; j >= 0 && open[i].StartsAt - open[j].StartsAt < PersonLimits.EngagementMost; j--)
            {
                if (open[i].Overlaps(open[j].StartsAt, open[j].Minutes) && !open[i].Replaced(open[j]))
                    throw new InvariantException($"{person} would be in {open[i].Source} and {open[j].Source} at once.");
            }
        }
    }

    /// <summary>Without the oldest, where there are too many.</summary>
    private static Engagements Trim(ImmutableArray<Engagement> open, ImmutableArray<Engagement> ended) => new(
        open.Length <= PersonLimits.EngagementsKept ? open : open.RemoveRange(0, open.Length - PersonLimits.EngagementsKept),
        ended.Length <= PersonLimits.EndedEntriesKept ? ended : ended.RemoveRange(PersonLimits.EndedEntriesKept, ended.Length - PersonLimits.EndedEntriesKept));

    private int IndexOf(Guid id)
    {
        for (var i = 0; i < open.Length; i++)
            if (open[i].Id == id) return i;
        return -1;
    }
}
