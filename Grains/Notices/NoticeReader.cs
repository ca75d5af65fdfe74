using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>
/// Says whom to tell of rows of the journal. Rows are best asked in the journal's order: the weeks they belong to are kept for a while, so that each of their
/// changes is read once. Not for use from several threads.
/// </summary>
public sealed class NoticeReader(IJournal journal)
{
    private const int WeeksMost = 200;

    private readonly Dictionary<string, WeekHistory> _weeks = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    /// <summary>Kinds of changes that <see cref="Of"/> needs to see; of others nobody is told.</summary>
    public static IReadOnlyCollection<string> Kinds => NoticeTable.Told;

    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    /// <exception cref="InvalidDataException">The change, or one before it, is none that this program knows.</exception>
    public async Task<IReadOnlyList<Notice>> Of(JournalRow row, CancellationToken cancellationToken)
    {
        if (!row.Grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal) || !NoticeTable.Told.Contains(row.Entry.Kind)) return [];
        if (!_weeks.TryGetValue(row.Grain, out var week) || week.Version >= row.Entry.Version) week = Remember(row.Grain);
        await week.AdvanceTo(row.Entry.Version, journal, cancellationToken);
        return NoticeTable.Of(ChangeCatalog.Read(row.Entry), row, week.State);
    }

    private WeekHistory Remember(string grain)
    {
        if (!_weeks.ContainsKey(grain))
        {
            _order.Enqueue(grain);
            if (_order.Count > WeeksMost) _weeks.Remove(_order.Dequeue());
        }

        return _weeks[grain] = new WeekHistory(grain);
    }

    /// <summary>A week as of one of its versions, and what has been read of it beyond.</summary>
    private sealed class WeekHistory(string grain)
    {
        private readonly Queue<JournalEntry> _ahead = [];
        private long _read;

        public TasterWeekState State { get; private set; } = TasterWeekState.Empty(grain);

        public long Version { get; private set; }

        public async Task AdvanceTo(long version, IJournal journal, CancellationToken cancellationToken)
        {
            if (_read < version)
            {
                foreach (var entry in await journal.Read(grain, _read, cancellationToken))
                {
                    _ahead.Enqueue(entry);
                    _read = entry.Version;
                }
            }

            while (Version < version)
            {
                var entry = _ahead.Dequeue();
                State = State.Apply(ChangeCatalog.Read(entry), entry.At);
                Version = entry.Version;
            }
        }
    }
}
