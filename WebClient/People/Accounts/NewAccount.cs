using OutreachSilo.People.Grants;

namespace OutreachSilo.People.Accounts;

/// <summary>An account to be made.</summary>
/// <param name="Roles">Of <see cref="Accounts.Roles"/>. A coordinator needs a region, a practice manager a practice.</param>
/// <param name="Region">NHS region code, or null.</param>
/// <param name="Practices">ODS codes; empty for those who manage none.</param>
/// <param name="PersonId">Opaque id of a doctor or trainee, 32 lower-case hexadecimal digits; null lets one be drawn.</param>
public sealed record NewAccount(
    string Email, string DisplayName, string Password, IReadOnlyList<string> Roles, string? Region, IReadOnlyList<string> Practices, string? PersonId = null)
{
    /// <summary>Beside <paramref name="Roles"/>: those that are otherwise given to an account that exists.</summary>
    public IReadOnlyList<GrantSpec> MoreRoles { get; init; } = [];

    /// <summary>True for those who have an agenda.</summary>
    internal bool IsPerson => Roles.Concat(MoreRoles.Select(role => role.Role)).Any(role => role is Accounts.Roles.Doctor or Accounts.Roles.Trainee);
}
