using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>Aggregates of every kind as of any of their versions, from the journal. Not for use from several threads.</summary>
internal sealed class PastStates(IJournal journal)
{
    private readonly Dictionary<Type, object> kinds = [];

    public PastStates<TState> Of<TState>()
        where TState : class, IJournaledState<TState>
    {
        if (!kinds.TryGetValue(typeof(TState), out var known)) kinds[typeof(TState)] = known = new PastStates<TState>(journal);
        return (PastStates<TState>)known;
    }
}

/// <summary>
/// Aggregates of one kind as of each of their versions. The last ones asked for are kept, so that each of their changes is read once when
/// rows come in the journal's order.
/// </summary>
internal sealed class PastStates<TState>(IJournal journal)
    where TState : class, IJournaledState<TState>
{
    private const int KeptMost = 200;

    private readonly Dictionary<string, History> histories = new(StringComparer.Ordinal);
    private readonly Queue<string> order = [];

    public async Task<Told<TState>> At(JournalRow row, CancellationToken cancellationToken)
    {
        if (!histories.TryGetValue(row.Grain, out var history) || history.Version >= row.Entry.Version) history = Remember(row.Grain);
        await history.AdvanceTo(row.Entry.Version, journal, cancellationToken);
        return new Told<TState>(TState.Changes.Read(row.Entry), row, history.Before, history.State);
    }

    /// <summary>As it is by now.</summary>
    public Task<TState> Latest(string grain, CancellationToken cancellationToken) =>
        (histories.GetValueOrDefault(grain) ?? Remember(grain)).Latest(journal, cancellationToken);

    private History Remember(string grain)
    {
        if (!histories.ContainsKey(grain))
        {
            order.Enqueue(grain);
            if (order.Count > KeptMost) histories.Remove(order.Dequeue());
        }

        return histories[grain] = new History(grain);
    }

    /// <summary>An aggregate as of one of its versions, and what has been read of it beyond.</summary>
    private sealed class History(string grain)
    {
        private readonly Queue<JournalEntry> ahead = [];
        private long read;

        public TState State { get; private set; } = TState.Empty(grain);

        /// <summary>Before the last change.</summary>
        public TState Before { get; private set; } = TState.Empty(grain);

        public long Version { get; private set; }

        public async Task AdvanceTo(long version, IJournal journal, CancellationToken cancellationToken)
        {
            if (read < version) await Read(journal, cancellationToken);
            while (Version < version)
            {
                var entry = ahead.Dequeue();
                (Before, State, Version) = (State, Apply(State, entry), entry.Version);
            }
        }

        public async Task<TState> Latest(IJournal journal, CancellationToken cancellationToken)
        {
            await Read(journal, cancellationToken);
            return ahead.Aggregate(State, Apply);
        }

        private async Task Read(IJournal journal, CancellationToken cancellationToken)
        {
            foreach (var entry in await journal.Read(grain, read, cancellationToken))
            {
                ahead.Enqueue(entry);
                read = entry.Version;
            }
        }

        private static TState Apply(TState state, JournalEntry entry) => state.Apply(TState.Changes.Read(entry), entry.At);
    }
}
