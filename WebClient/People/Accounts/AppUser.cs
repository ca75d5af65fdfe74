using Microsoft.AspNetCore.Identity;

namespace OutreachSilo.People.Accounts;

/// <summary>An account. Personal data lives here and nowhere else: the journal knows <see cref="PersonId"/> and the account's id only.</summary>
public sealed class AppUser : IdentityUser
{
    public const int DisplayNameCharactersMax = 100;

    public string DisplayName { get; set; } = "";

    /// <summary>Opaque person id, 32 lower-case hexadecimal digits; null for those who have no agenda.</summary>
    public string? PersonId { get; set; }
}
