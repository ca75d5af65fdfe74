namespace OutreachSilo.People;

/// <summary>Technical limits of one agenda.</summary>
internal static class PersonLimits
{
    /// <summary>Holds, places, offers and waiting entries to come, together.</summary>
    public const int PlacesMax = 40;

    /// <summary>Meetings to come.</summary>
    public const int MeetingsMax = 200;

    /// <summary>Entries that have not ended: all to come, and of past ones as many as there is room for.</summary>
    public const int OpenKept = PlacesMax + MeetingsMax;

    /// <summary>Ended places, and ended meetings, that are shown; older ones stay in the journal.</summary>
    public const int EndedKept = 50;

    /// <summary>Longest that something at an instant takes.</summary>
    public static readonly TimeSpan MeetingMost = TimeSpan.FromHours(12);

    /// <summary>Longest from the start of an entry to its end.</summary>
    public static readonly TimeSpan EntryMost = TimeSpan.FromDays(5);
}
