namespace OutreachSilo.Mentoring;

/// <summary>Technical limits; those of a programme are its <see cref="ProgrammePolicy"/>.</summary>
internal static class MentoringLimits
{
    public const int MembersMax = 10_000;
    public const int InterestsMax = 10;
    public const int InterestCharactersMax = 40;
    public const int PlacementCharactersMax = 80;
    public const int NameCharactersMax = 120;
    public const int AgreementCharactersMax = 20_000;
    public const int AgreementsMax = 200;

    /// <summary>Choices of one mentee that are not over.</summary>
    public const int ChoicesMax = 15;

    /// <summary>Choices that are over and still shown.</summary>
    public const int EndedChoicesKept = 30;
    public const int PastMentorshipsKept = 10;

    /// <summary>Requests in one mentor's inbox.</summary>
    public const int InboxMax = 50;

    /// <summary>Requests in a row that ran out of time, after which a mentor is taken for inactive and paused.</summary>
    public const int UnansweredMost = 3;

    /// <summary>Cancelled and refused meetings of one pair that are still shown.</summary>
    public const int EndedMeetingsKept = 50;

    /// <summary>How far ahead a meeting can be booked.</summary>
    public const int DaysAheadMax = 366;

    public const int RoomCharactersMin = 20;
    public const int RoomCharactersMax = 64;

    /// <summary>Minutes before a meeting's start from which its video room can be entered.</summary>
    public const int RoomOpensMinutes = 15;

    /// <summary>Minutes after a meeting's end until which its video room can be entered.</summary>
    public const int RoomClosesMinutes = 30;

    public const int PairsAtOnceMax = 5_000;

    /// <summary>Days before a request moves on at which a mentor who has not answered is told; not where a programme gives no longer than that.</summary>
    public const int RequestNudgeDays = 2;

    /// <summary>Hours after a meeting's end at which both are told that nobody has recorded it.</summary>
    public const int RecordNudgeHours = 24;

    /// <summary>How long after an open question the deadline service asks again.</summary>
    public static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);
}
