namespace OutreachSilo.Mutants;

/// <summary>The limits of mentoring, one by one, so that a negative control can lift any of them and no other.</summary>
internal enum MentoringLimit
{
    /// <summary>Mentor and mentee belong to one scheme; owned by the mentorship.</summary>
    SameScheme,

    /// <summary>Mentees of one mentor at a time; owned by the mentor.</summary>
    Mentees,

    /// <summary>One mentor at a time; owned by the mentee.</summary>
    OneMentor,

    /// <summary>Requests that wait for an answer; owned by the mentee.</summary>
    OpenRequests,

    /// <summary>Both have signed before they meet; owned by the mentorship.</summary>
    Signatures,

    /// <summary>The training comes before the first meeting; owned by the mentor.</summary>
    Training,

    /// <summary>Meetings of one mentorship in a training year; owned by the mentorship.</summary>
    Meetings,

    /// <summary>The longest that a meeting can be; owned by the mentorship.</summary>
    Length,

    /// <summary>Hours of the ledger in a training year; owned by the mentor.</summary>
    Ledger,

    /// <summary>No two meetings at once; owned by the mentor.</summary>
    Calendar,
}
