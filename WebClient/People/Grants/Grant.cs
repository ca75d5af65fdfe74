namespace OutreachSilo.People.Grants;

/// <summary>A role somebody was given: who gave it, when, until when. Rows are ended, never deleted: they are the audit trail of roles.</summary>
public sealed class Grant
{
    public const int RoleCharactersMax = 32;

    /// <summary>The id of the command that made it, so that a repeat finds it.</summary>
    public Guid Id { get; init; }

    public string AccountId { get; init; } = "";

    /// <inheritdoc cref="GrantSpec.Role"/>
    public string Role { get; init; } = "";

    /// <inheritdoc cref="GrantSpec.Scope"/>
    public string Scope { get; init; } = "";

    public DateTimeOffset GivenAt { get; init; }

    /// <summary>Account id; empty for the command line, the demo and the first administrator.</summary>
    public string GivenBy { get; init; } = "";

    /// <summary>UTC instant from which it no longer holds; null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Account id of who ended it; empty while nobody has.</summary>
    public string EndedBy { get; set; } = "";

    /// <summary>When it was last given or ended: what makes tickets be looked at anew.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public GrantSpec Spec => new(Role, Scope);

    public bool HoldsAt(DateTimeOffset now) => EndedAt is null && (Until is null || now < Until);
}
