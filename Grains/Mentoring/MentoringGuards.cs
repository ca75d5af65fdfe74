namespace OutreachSilo.Mentoring;

/// <summary>The limits of mentoring, one by one, so that a negative control can take down any of them and no other.</summary>
[Flags]
internal enum MentoringGuards
{
    None = 0,

    /// <summary>Mentor and mentee belong to one scheme; kept by the pair.</summary>
    SameScheme = 1,

    /// <summary>Mentees of one mentor at a time; kept by the mentor.</summary>
    Mentees = 2,

    /// <summary>One mentor at a time, the first acceptance wins; kept by the mentee.</summary>
    OneMentor = 4,

    /// <summary>Requests that wait for an answer; kept by the mentee.</summary>
    OpenRequests = 8,

    /// <summary>Both have signed before they meet; kept by the pair.</summary>
    Signatures = 16,

    /// <summary>The training comes before the first meeting; kept by the mentor.</summary>
    Training = 32,

    /// <summary>Meetings of one pair in a training year; kept by the pair.</summary>
    Meetings = 64,

    /// <summary>The longest that a meeting can be; kept by the pair.</summary>
    Length = 128,

    /// <summary>Hours of the ledger in a training year; kept by the mentor.</summary>
    Ledger = 256,

    /// <summary>No two meetings at once; kept by the mentor.</summary>
    Calendar = 512,

    All = SameScheme | Mentees | OneMentor | OpenRequests | Signatures | Training | Meetings | Length | Ledger | Calendar,
}
