using OutreachSilo.Kernel;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>The journal's rows as people read them. Every row has words: an audit trail leaves nothing out.</summary>
public static class HistoryWords
{
    /// <summary>Never fails: a row of a newer version, or a damaged one, is shown by its kind.</summary>
    public static HistoryLine Of(JournalEntry entry)
    {
        var said = Say(entry);
        return new HistoryLine(entry.Version, entry.At, entry.Kind, said.What, entry.Actor, said.Person, said.Instant, said.Detail, said.Place);
    }

    private static Said Say(JournalEntry entry)
    {
        try
        {
            return Of(ChangeCatalog.Read(entry));
        }
        catch (InvalidDataException)
        {
            return entry.Kind;
        }
    }

    internal static Said Of(Change change) => KernelChanges.Say(change) ?? WeekHistory.Say(change) ?? PersonHistory.Say(change) ?? PlacementHistory.Say(change) ?? PracticeHistory.Say(change) ?? SchemeHistory.Say(change)
        ?? MemberHistory.Say(change) ?? MentorshipHistory.Say(change) ?? throw new InvalidOperationException($"Nobody has found words for {change.GetType().Name}.");
}
