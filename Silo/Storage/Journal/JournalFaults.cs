using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>What a caller is told of a failed transaction.</summary>
internal static class JournalFaults
{
    public static JournalException Of(StoreException failure) => failure.Fault switch
    {
        StoreFault.Unknown => new JournalOutcomeUnknownException("The database's answer to a commit was lost.", failure.InnerException),
        StoreFault.Refused => new JournalUnavailableException("The database does not take this change.", failure.InnerException),
        _ => new JournalUnavailableException("The database cannot write at the moment.", failure.InnerException),
    };
}
