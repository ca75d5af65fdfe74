using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.People;

/// <summary>The entries of one agenda. At most some three hundred (<see cref="PersonLimits"/>), so they are simply gone through.</summary>
/// <param name="Open">By start; of what starts at once, in the order of asking.</param>
/// <param name="Ended">The newest first.</param>
internal sealed record AgendaEntries(ImmutableArray<AgendaEntry> Open, ImmutableArray<AgendaEntry> Ended)
{
    public static readonly AgendaEntries None = new([], []);

    public IEnumerable<AgendaEntry> All => Open.Concat(Ended);

    public AgendaEntry? Find(Guid id) => All.FirstOrDefault(entry => entry.Id == id);

    public bool Has(Guid id) => IndexOf(id) >= 0;

    public AgendaEntry? Clash(AgendaEntry entry)
    {
        foreach (var each in Open)
            if (each.Id != entry.Id && each.Clashes(entry)) return each;
        return null;
    }

    /// <summary>How many of the same sort, places or meetings, are not over at an instant.</summary>
    public int CountLike(AgendaEntry entry, DateTimeOffset now) =>
        Open.Count(each => each.Days is null == entry.Days is null && each.EndsAt > now);

    /// <summary>With an entry; one that takes no time is over once it is replaced.</summary>
    public AgendaEntries With(AgendaEntry entry)
    {
        var open = Open.RemoveAll(each => each.Id == entry.Replaces && !each.TakesTime);
        var at = 0;
        while (at < open.Length && open[at].StartsAt <= entry.StartsAt) at++;
        open = open.Insert(at, entry);
        return this with { Open = open.Length <= PersonLimits.OpenKept ? open : open.RemoveAt(0) };
    }

    public AgendaEntries End(Guid id, Tasters.PlaceState how)
    {
        var index = IndexOf(id);
        var last = Open[index] with { End = how };
        var like = Ended.Where(each => each.Days is null == last.Days is null).ToList();
        var ended = like.Count < PersonLimits.EndedKept ? Ended : Ended.Remove(like[^1]);
        return new(Open.RemoveAt(index), ended.Insert(0, last));
    }

    /// <exception cref="InvariantException">Two of them are at once.</exception>
    public void Check(string person)
    {
        for (var i = 1; i < Open.Length; i++)
        {
            for (var j = i - 1; j >= 0 && Open[i].StartsAt - Open[j].StartsAt < PersonLimits.EntryMost; j--)
            {
                if (Open[i].Clashes(Open[j]))
                    throw new InvariantException($"{person} would be in {Open[i].Source} and {Open[j].Source} at once.");
            }
        }
    }

    private int IndexOf(Guid id)
    {
        for (var i = 0; i < Open.Length; i++)
            if (Open[i].Id == id) return i;
        return -1;
    }
}
