namespace OutreachSilo.Common;

/// <summary>
/// The first seconds belong to those who ask (decision 14): what may read millions of rows, and nobody waits for, begins after them.
/// </summary>
public static class YoungProcess
{
    /// <summary>From the start of the host.</summary>
    public static readonly TimeSpan AnswersFirstFor = TimeSpan.FromSeconds(2);
}
