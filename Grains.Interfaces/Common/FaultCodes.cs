namespace OutreachSilo.Common;

/// <summary>Every fault that a caller is told about. All are answered 503; codes never change their meaning.</summary>
public static class FaultCodes
{
    /// <summary>Nothing happened: too much is queued. Come back after the time given.</summary>
    public const string JournalBusy = nameof(JournalBusy);

    /// <summary>Nothing happened: a part of the service cannot be reached.</summary>
    public const string Unavailable = nameof(Unavailable);

    /// <summary>It may or may not have happened; the same command with the same key tells.</summary>
    public const string OutcomeUnknown = nameof(OutcomeUnknown);
}
