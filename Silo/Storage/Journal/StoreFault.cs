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
