using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>The journal's rows as people read them. Every row has words: an audit trail leaves nothing out.</summary>
public sealed class HistoryWords(Aggregates aggregates)
{
    /// <summary>Never fails: a row of a newer version, or a damaged one, is shown by its kind.</summary>
    public HistoryLine Of(string grain, JournalEntry entry)
    {
        var said = Say(grain, entry);
        return new HistoryLine(
            entry.Version, entry.At, entry.Kind, said.What, entry.Actor, said.Person, said.Instant, said.Detail, said.Place);
    }

    /// <summary>Kinds of this aggregate that say whose a place is.</summary>
    public ImmutableArray<string> NamingKinds(string grain) => aggregates.Find(grain)?.NamingKinds ?? [];

    private Said Say(string grain, JournalEntry entry)
    {
        try
        {
            return aggregates.Find(grain) is { } aggregate ? aggregate.Say(aggregate.Changes.Read(entry)) : entry.Kind;
        }
        catch (InvalidDataException)
        {
            return entry.Kind;
        }
    }
}
