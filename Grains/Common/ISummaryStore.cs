namespace OutreachSilo.Common;

/// <summary>Writes summaries outside an append.</summary>
public interface ISummaryStore
{
    /// <summary>Stores rows; an older version never replaces a newer one.</summary>
    /// <exception cref="JournalUnavailableException">The database cannot be written.</exception>
    Task Put(IReadOnlyList<SummaryRow> rows, CancellationToken cancellationToken);

    /// <summary>Completes when every summary of what this process had stored by the call is written.</summary>
    /// <exception cref="JournalUnavailableException">The database cannot be written.</exception>
    Task Settle(CancellationToken cancellationToken);

    /// <summary>All has been put that processes owed which have been silent since then; they are not looked for again.</summary>
    /// <exception cref="JournalUnavailableException">The database cannot be written.</exception>
    Task Forget(DateTimeOffset silentSince, CancellationToken cancellationToken);

    /// <summary>All that earlier runs owed has been put.</summary>
    void CaughtUp();
}
