using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>What takes a person's time at instants, by start; of those that ended, the last ones.</summary>
/// <param name="Open">By their start.</param>
/// <param name="Ended">The newest first.</param>
internal sealed record Engagements(ImmutableArray<Engagement> Open, ImmutableArray<Engagement> Ended)
{
    public static readonly Engagements None = new([], []);

    /// <summary>Those to come and past, then those that ended.</summary>
    public IEnumerable<Engagement> All => Open.Concat(Ended);

    /// <summary>How many are not over at an instant.</summary>
    public int CountAfter(DateTimeOffset now) => Open.Count(each => each.EndsAt > now);

    public bool Has(Guid id) => IndexOf(id) >= 0;

    public Engagement? Find(Guid id) => IndexOf(id) is var index and >= 0 ? Open[index] : Ended.FirstOrDefault(each => each.Id == id);

    public Engagement? Clash(DateTimeOffset startsAt, int minutes, Guid? except)
    {
        foreach (var each in Open)
            if (each.Id != except && each.Overlaps(startsAt, minutes)) return each;
        return null;
    }

    /// <summary>One that lies on one of these half-days, or null.</summary>
    public Engagement? Clash(WeekId week, HalfDays halfDays)
    {
        foreach (var each in Open)
            if (HalfDayTimes.Of(each.StartsAt, each.Minutes, week).Overlaps(halfDays)) return each;
        return null;
    }

    public Engagements With(Engaged change)
    {
        var engagement = new Engagement(change.Id, change.Source, change.Entry, change.StartsAt, change.Minutes, change.Sequence, change.Replaces, false);
        var at = 0;
        while (at < Open.Length && Open[at].StartsAt <= engagement.StartsAt) at++;
        return Trim(Open.Insert(at, engagement), Ended);
    }

    public Engagements End(Guid id)
    {
        var index = IndexOf(id);
        var last = Open[index] with { Ended = true };
        return Trim(Open.RemoveAt(index), Ended.Insert(0, last));
    }

    /// <exception cref="InvariantException">Two of them are at once.</exception>
    public void Check(string person)
    {
        for (var i = 1; i < Open.Length; i++)
        {
            for (var j = i - 1; j >= 0 && Open[i].StartsAt - Open[j].StartsAt < PersonLimits.EngagementMost; j--)
            {
                if (Open[i].Overlaps(Open[j].StartsAt, Open[j].Minutes) && !Open[i].Replaced(Open[j]))
                    throw new InvariantException($"{person} would be in {Open[i].Source} and {Open[j].Source} at once.");
            }
        }
    }

    /// <summary>Without the oldest, where there are too many.</summary>
    private static Engagements Trim(ImmutableArray<Engagement> open, ImmutableArray<Engagement> ended) => new(
        open.Length <= PersonLimits.EngagementsKept ? open : open.RemoveRange(0, open.Length - PersonLimits.EngagementsKept),
        ended.Length <= PersonLimits.EndedEntriesKept ? ended : ended.RemoveRange(PersonLimits.EndedEntriesKept, ended.Length - PersonLimits.EndedEntriesKept));

    private int IndexOf(Guid id)
    {
        for (var i = 0; i < Open.Length; i++)
            if (Open[i].Id == id) return i;
        return -1;
    }
}
