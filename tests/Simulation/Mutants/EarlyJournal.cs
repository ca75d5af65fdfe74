using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Mutants;

/// <summary>A journal that answers some appends before it has stored them.</summary>
/// <param name="isEarly">Which changes of which grain it answers early.</param>
internal sealed class EarlyJournal(IJournal journal, Func<string, JournalEntry, bool> isEarly) : IJournal
{
    public Task<ImmutableArray<JournalEntry>> Read(
        string grain, long afterVersion, CancellationToken cancellationToken, int take = int.MaxValue) =>
        journal.Read(grain, afterVersion, cancellationToken, take);

    public IJournalSession Open(string grain) => new Session(grain, journal.Open(grain), isEarly);

    private sealed class Session(string grain, IJournalSession session, Func<string, JournalEntry, bool> isEarly) : IJournalSession
    {
        public bool IsPoisoned => session.IsPoisoned;

        public Task Append(IReadOnlyList<JournalEntry> entries, ISummarySource? summary)
        {
            var stored = session.Append(entries, summary);
            return entries.Any(entry => isEarly(grain, entry)) ? Task.CompletedTask : stored;
        }
    }
}
