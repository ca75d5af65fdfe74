namespace OutreachSilo.Common;

/// <summary>A journal row with its grain, for those who read everything: the auditor and exports.</summary>
/// <param name="Position">Order of writing within one writer; with several writers not the order of commits.</param>
public sealed record JournalRow(long Position, string Grain, JournalEntry Entry);

/// <summary>Reads across grains. Never used by a grain.</summary>
public interface IJournalScan
{
    /// <summary>Every row, grouped by grain (keys in ordinal order) and ascending by version within it.</summary>
    IAsyncEnumerable<JournalRow> ByGrain(CancellationToken cancellationToken);

    /// <summary>Every summary row of one kind, or of all kinds.</summary>
    IAsyncEnumerable<SummaryRow> Summaries(string? kind, CancellationToken cancellationToken);

    /// <summary>A grain's newest version; 0 when the journal does not know it.</summary>
    Task<long> LastVersion(string grain, CancellationToken cancellationToken);

    /// <summary>Keys of grains whose summary says that somebody must wake them by then; the earliest first, at most <paramref name="take"/>.</summary>
    Task<IReadOnlyList<string>> Due(DateTimeOffset by, int take, CancellationToken cancellationToken);
}
