namespace OutreachSilo.People.Grants;

/// <summary>
/// Asks somebody to make an account with given roles. The link carries a secret of 256 bits; only its hash is kept, and it works once.
/// </summary>
public sealed class Invitation
{
    public const int RolesCharactersMax = 2_000;

    /// <summary>The id of the command that made it, so that a repeat finds it.</summary>
    public Guid Id { get; init; }

    /// <summary>SHA-256 of the secret, hexadecimal.</summary>
    public string SecretHash { get; set; } = "";

    /// <summary>Empty for the first administrator, who says it on accepting.</summary>
    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>What is given on acceptance, separated by spaces, as <see cref="GrantSpec.ToString"/> writes each.</summary>
    public string Grants { get; init; } = "";

    /// <summary>Until when the roles will hold; null for no end.</summary>
    public DateTimeOffset? GrantsUntil { get; init; }

    public DateTimeOffset InvitedAt { get; init; }

    /// <summary>Account id; empty for the first administrator.</summary>
    public string InvitedBy { get; init; } = "";

    /// <summary>UTC instant from which the link no longer works.</summary>
    public DateTimeOffset Until { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    /// <summary>The account made by it; empty before.</summary>
    public string AccountId { get; set; } = "";

    public DateTimeOffset? WithdrawnAt { get; set; }

    public IReadOnlyList<GrantSpec> Specs => [.. Grants.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(GrantSpec.Parse)];

    public bool IsOpenAt(DateTimeOffset now) => AcceptedAt is null && WithdrawnAt is null && now < Until;
}
