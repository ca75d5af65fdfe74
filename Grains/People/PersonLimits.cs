namespace OutreachSilo.People;

/// <summary>Technical limits of one agenda.</summary>
internal static class PersonLimits
{
    /// <summary>Open holds, places, offers and waiting entries together.</summary>
    public const int OpenEntriesMax = 40;

    /// <summary>Ended entries shown; older ones stay in the journal.</summary>
    public const int EndedEntriesKept = 50;

    /// <summary>Meetings to come; of past ones, as many are shown as there is room.</summary>
    public const int EngagementsKept = 200;

    /// <summary>Longest that something at an instant takes.</summary>
    public static readonly TimeSpan EngagementMost = TimeSpan.FromHours(12);

    /// <summary>How long after an open question the deadline service asks again.</summary>
    public static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);
}
