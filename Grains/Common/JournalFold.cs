namespace OutreachSilo.Common;

/// <summary>Reads a grain's state out of the journal.</summary>
internal static class JournalFold
{
    /// <exception cref="InvalidDataException">A version is missing, or a change is none that this program knows.</exception>
    /// <exception cref="InvariantException">The state breaks its own rules.</exception>
    /// <exception cref="JournalUnavailableException">The database cannot be read.</exception>
    public static async Task<(TState State, long Version)> Read<TState>(IJournal journal, string key, CancellationToken cancellationToken)
        where TState : class, IJournaledState<TState>
    {
        var (state, version) = (TState.Empty(key), 0L);
        foreach (var entry in await journal.Read(key, 0, cancellationToken))
        {
            if (entry.Version != version + 1) throw new InvalidDataException($"{key}: version {entry.Version} follows {version}.");
            state = state.Apply(ChangeCatalog.Read(entry), entry.At);
            version = entry.Version;
        }

        state.CheckWhole();
        return (state, version);
    }
}
