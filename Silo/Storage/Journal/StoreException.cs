using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>What a failed transaction means for its rows.</summary>
internal enum StoreFault
{
    /// <summary>A (grain, version) exists; nothing is stored.</summary>
    Conflict,

    /// <summary>The database does not take one of the rows; nothing is stored, the others may be tried without it.</summary>
    Refused,

    /// <summary>Chosen as the victim of a deadlock; nothing is stored, the same may be tried again.</summary>
    Victim,

    /// <summary>The database cannot write now; nothing is stored.</summary>
    Unavailable,

    /// <summary>The answer was lost: stored whole or not at all.</summary>
    Unknown,
}

/// <summary>A transaction of the writer failed.</summary>
/// <param name="connectionLost">The connection cannot be used any more.</param>
internal sealed class StoreException(StoreFault fault, bool connectionLost, Exception inner) : Exception(inner.Message, inner)
{
    public StoreFault Fault { get; } = fault;
    public bool ConnectionLost { get; } = connectionLost;

    /// <summary>What a caller is told.</summary>
    public JournalException ToJournal() => Fault switch
    {
        StoreFault.Unknown => new JournalOutcomeUnknownException("The database's answer to a commit was lost.", InnerException),
        StoreFault.Refused => new JournalUnavailableException("The database does not take this change.", InnerException),
        _ => new JournalUnavailableException("The database cannot write at the moment.", InnerException),
    };
}
