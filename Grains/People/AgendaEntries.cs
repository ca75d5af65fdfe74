using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>The entries of one agenda, in the order of asking. At most some ninety (<see cref="PersonLimits"/>), so they are simply gone through.</summary>
internal sealed record AgendaEntries(ImmutableArray<AgendaEntry> Values)
{
    public static readonly AgendaEntries None = new([]);

    public int Count => Values.Length;

    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public AgendaEntry this[Guid place] => TryGetValue(place, out var entry) ? entry : throw new KeyNotFoundException($"The agenda has no place {place:N}.");

    public bool TryGetValue(Guid place, [MaybeNullWhen(false)] out AgendaEntry entry)
    {
        var index = IndexOf(place);
        entry = index < 0 ? null : Values[index];
        return index >= 0;
    }

    public bool ContainsKey(Guid place) => IndexOf(place) >= 0;

    public int CountOpen()
    {
        var open = 0;
        foreach (var entry in Values)
            if (entry.IsOpen) open++;
        return open;
    }

    public bool HasPending()
    {
        foreach (var entry in Values)
            if (entry.IsPending) return true;
        return false;
    }

    /// <summary>Another entry that takes one of these half-days, or null.</summary>
    public AgendaEntry? Clash(WeekId week, HalfDays halfDays, Guid except)
    {
        foreach (var entry in Values)
            if (entry.Week.Monday == week.Monday && entry.TakesTime && entry.Place != except && entry.HalfDays.Overlaps(halfDays)) return entry;
        return null;
    }

    /// <summary>In the place of the one with the same id, or at the end.</summary>
    public AgendaEntries With(AgendaEntry entry)
    {
        var index = IndexOf(entry.Place);
        return new(index < 0 ? Values.Add(entry) : Values.SetItem(index, entry));
    }

    /// <summary>Without the oldest of those that have ended, so that so many of them are left.</summary>
    public AgendaEntries Trim(int endedKept)
    {
        var surplus = Count - CountOpen() - endedKept;
        return surplus <= 0 ? this : new([.. Values.Where(entry => entry.IsOpen || surplus-- <= 0)]);
    }

    private int IndexOf(Guid place)
    {
        for (var i = 0; i < Values.Length; i++)
            if (Values[i].Place == place) return i;
        return -1;
    }
}
