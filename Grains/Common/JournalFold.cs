namespace OutreachSilo.Common;

/// <summary>Reads a grain's state out of the journal.</summary>
internal static class JournalFold
{
    /// <summary>
    /// A state from its journal, or from a snapshot on, with the last change. The snapshot's own last change is read along: where it is not there or another one, the
    /// snapshot is of another journal, and where the rest does not follow from it, it is wrong. Either way it is set aside.
    /// </summary>
    /// <exception cref="InvalidDataException">A version is missing, or a change is none that this program knows.</exception>
    /// <exception cref="InvariantException">The state breaks its own rules.</exception>
    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    public static async Task<(TState State, JournalEntry? Last)> Read<TState>(
        IJournal journal, string key, SnapshotKeeper<TState>? snapshot, CancellationToken cancellationToken)
        where TState : class, IJournaledState<TState>
    {
        // Few grains have a snapshot: it is looked for where the journal is long enough for one.
        var most = snapshot?.FirstAt ?? int.MaxValue;
        var entries = await journal.Read(key, 0, cancellationToken, most);
        if (entries.Length >= most)
        {
            if (await snapshot!.Read(journal, cancellationToken) is { } resumed) return resumed;
            entries = entries.AddRange(await journal.Read(key, entries[^1].Version, cancellationToken));
        }

        return (Apply(key, TState.Empty(key), 0, entries.AsSpan()), entries is [.., var last] ? last : null);
    }

    /// <summary>The state after further changes, checked whole.</summary>
    /// <param name="version">Of <paramref name="state"/>.</param>
    /// <exception cref="InvalidDataException">A version is missing, or a change is none that this program knows.</exception>
    /// <exception cref="InvariantException">The state breaks its own rules.</exception>
    public static TState Apply<TState>(string key, TState state, long version, ReadOnlySpan<JournalEntry> entries)
        where TState : class, IJournaledState<TState>
    {
        foreach (var entry in entries)
        {
            if (entry.Version != ++version) throw new InvalidDataException($"{key}: version {entry.Version} follows {version - 1}.");
            state = state.Apply(TState.Changes.Read(entry), entry.At);
        }

        state.CheckWhole();
        return state;
    }
}
