namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>One sign-in of one browser or program, until it is signed out, ended from elsewhere or forgotten.</summary>
public sealed class Session
{
    public const int AddressCharactersMax = 45;

    /// <summary>32 lower-case hexadecimal digits; in the ticket as <see cref="OutreachClaims.Session"/>. Names a session, proves nothing.</summary>
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    public required SignInMethod How { get; init; }

    /// <summary>IP address that signed in.</summary>
    public required string Address { get; init; }

    /// <summary>Browser and system in words, for example "Firefox on Windows".</summary>
    public required string Browser { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Coarse: written when a ticket is checked, which is every five minutes of use.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>Null while it may be used.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}
