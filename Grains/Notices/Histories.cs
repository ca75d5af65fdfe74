using OutreachSilo.Common;

namespace OutreachSilo.Notices;

/// <summary>
/// Grains of one kind as of each of their versions. The last ones asked for are kept, so that each of their changes is read once when rows come in the journal's order.
/// Not for use from several threads.
/// </summary>
internal sealed class Histories<TState>(IJournal journal)
    where TState : class, IJournaledState<TState>
{
    private const int KeptMost = 200;

    private readonly Dictionary<string, History> _histories = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];

    public async Task<Told<TState>> At(JournalRow row, CancellationToken cancellationToken)
    {
        if (!_histories.TryGetValue(row.Grain, out var history) || history.Version >= row.Entry.Version) history = Remember(row.Grain);
        await history.AdvanceTo(row.Entry.Version, journal, cancellationToken);
        return new Told<TState>(ChangeCatalog.Read(row.Entry), row, history.Before, history.State);
    }

    /// <summary>As it is by now.</summary>
    public Task<TState> Latest(string grain, CancellationToken cancellationToken) =>
        (_histories.GetValueOrDefault(grain) ?? Remember(grain)).Latest(journal, cancellationToken);

    private History Remember(string grain)
    {
        if (!_histories.ContainsKey(grain))
        {
            _order.Enqueue(grain);
            if (_order.Count > KeptMost) _histories.Remove(_order.Dequeue());
        }

        return _histories[grain] = new History(grain);
    }

    /// <summary>A grain as of one of its versions, and what has been read of it beyond.</summary>
    private sealed class History(string grain)
    {
        private readonly Queue<JournalEntry> _ahead = [];
        private long _read;

        public TState State { get; private set; } = TState.Empty(grain);

        /// <summary>Before the last change.</summary>
        public TState Before { get; private set; } = TState.Empty(grain);

        public long Version { get; private set; }

        public async Task AdvanceTo(long version, IJournal journal, CancellationToken cancellationToken)
        {
            if (_read < version) await Read(journal, cancellationToken);
            while (Version < version)
            {
                var entry = _ahead.Dequeue();
                (Before, State, Version) = (State, Apply(State, entry), entry.Version);
            }
        }

        public async Task<TState> Latest(IJournal journal, CancellationToken cancellationToken)
        {
            await Read(journal, cancellationToken);
            return _ahead.Aggregate(State, Apply);
        }

        private async Task Read(IJournal journal, CancellationToken cancellationToken)
        {
            foreach (var entry in await journal.Read(grain, _read, cancellationToken))
            {
                _ahead.Enqueue(entry);
                _read = entry.Version;
            }
        }

        private static TState Apply(TState state, JournalEntry entry) => state.Apply(ChangeCatalog.Read(entry), entry.At);
    }
}
