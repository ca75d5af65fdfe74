using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>
/// Says who is told of rows of the journal. Rows are best asked in the journal's order. Not for use from several threads.
/// </summary>
public sealed class NoticeReader(Aggregates aggregates, IJournal journal)
{
    private readonly PastStates states = new(journal);

    /// <summary>Kinds of changes that <see cref="Of"/> needs to see; of others nobody is told.</summary>
    public IReadOnlyCollection<string> Kinds => aggregates.ToldKinds;

    /// <summary>As of the change, but for reminders: nobody is reminded of what does not stand any more.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    /// <exception cref="InvalidDataException">The change, or one before it, is none that this program knows.</exception>
    public async Task<IReadOnlyList<Notice>> Of(JournalRow row, CancellationToken cancellationToken) =>
        aggregates.Find(row.Grain) is { } aggregate ? await aggregate.NoticesOf(row, states, cancellationToken) : [];
}
