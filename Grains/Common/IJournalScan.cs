namespace OutreachSilo.Common;

/// <summary>A journal row with its grain, for those who read everything: the auditor and exports.</summary>
/// <param name="Position">Order of writing within one writer; see lessons: with several writers not the order of commits.</param>
public sealed record JournalRow(long Position, string Grain, JournalEntry Entry);

/// <summary>Reads across grains. Never used by a grain.</summary>
public interface IJournalScan
{
    /// <summary>Every row, grouped by grain (keys in ordinal order) and ascending by version within it.</summary>
    IAsyncEnumerable<JournalRow> ByGrain(CancellationToken cancellationToken);

    /// <summary>Every summary row of one kind, or of all kinds.</summary>
    IAsyncEnumerable<SummaryRow> Summaries(string? kind, CancellationToken cancellationToken);

    /// <summary>
    /// Keys of grains with changes newer than their summary, or without one: what a process owed when it ended without being asked to.
    /// Looks only at what was written since its writers last said that they owed nothing.
    /// </summary>
    Task<IReadOnlyList<string>> Behind(CancellationToken cancellationToken);

    /// <summary>Whether a process has stopped saying up to when it owes nothing, and has not ended in order: it was killed or is paused, and is owed for.</summary>
    /// <param name="silentSince">UTC instant; every process that runs has said something about a time after it.</param>
    Task<bool> HasAbandoned(DateTimeOffset silentSince, CancellationToken cancellationToken);

    /// <summary>Keys of grains whose summary says that somebody must wake them by then; the earliest first, at most <paramref name="take"/>.</summary>
    Task<IReadOnlyList<string>> Due(DateTimeOffset by, int take, CancellationToken cancellationToken);
}
