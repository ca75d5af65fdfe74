namespace OutreachSilo.Mentoring;

/// <summary>What one of a pair told the lead of the scheme in confidence. Kept with the accounts and nowhere else; goes with the account of its writer.</summary>
public sealed class ProblemReport
{
    public const int TextCharactersMax = 4_000;

    /// <summary>The id of the command that made it, so that a repeat finds it.</summary>
    public Guid Id { get; init; }

    public Guid Mentorship { get; init; }

    /// <summary>Code of the scheme whose lead reads it.</summary>
    public string Scheme { get; init; } = "";

    /// <summary>Account id.</summary>
    public string WrittenBy { get; init; } = "";

    public DateTimeOffset WrittenAt { get; init; }

    public string Text { get; init; } = "";

    /// <summary>When the lead said that it is dealt with; null before.</summary>
    public DateTimeOffset? HandledAt { get; set; }
}
