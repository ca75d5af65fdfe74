using System.Security.Claims;
using OutreachSilo.Tasters;

namespace OutreachSilo.People.Accounts;

/// <summary>Who is asking, from the claims of the cookie. Scoped; inject it in pages and services.</summary>
public sealed class CurrentUser(ClaimsPrincipal principal)
{
    public bool IsSignedIn => principal.Identity?.IsAuthenticated == true;

    /// <summary>Account id; empty when nobody is signed in. Also the actor in the audit trail.</summary>
    public string AccountId => principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";

    public string DisplayName => principal.FindFirstValue(OutreachClaims.DisplayName) ?? principal.Identity?.Name ?? "";

    public string Email => principal.FindFirstValue(ClaimTypes.Email) ?? "";

    /// <summary>Opaque person id of a doctor; null for those who have no agenda.</summary>
    public string? PersonId => principal.FindFirstValue(OutreachClaims.Person);

    public bool IsDoctor => principal.IsInRole(Roles.Doctor) && PersonId is not null;

    public bool IsCoordinator => Region is not null;

    public bool IsPracticeManager => Practices.Count > 0;

    /// <summary>The coordinator's region, or null.</summary>
    public string? Region => principal.IsInRole(Roles.Coordinator) ? principal.FindFirstValue(OutreachClaims.Region) : null;

    /// <summary>ODS codes of the practices managed, in ordinal order; empty for others.</summary>
    public IReadOnlyList<string> Practices { get; } = principal.IsInRole(Roles.PracticeManager)
        ? [.. principal.FindAll(OutreachClaims.Practice).Select(claim => claim.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The kind of taster this person may book; null for those who may book none.</summary>
    public TasterKind? BooksKind => IsDoctor ? TasterKind.Foundation : null;

    public IReadOnlyList<string> RoleNames => [.. Roles.All.Where(principal.IsInRole)];

    public bool Manages(string odsCode) => Practices.Contains(odsCode, StringComparer.Ordinal);

    /// <summary>True for a manager of the practice and for the coordinator of the region it lies in.</summary>
    public bool MayManage(string odsCode, string practiceRegion) => Manages(odsCode) || (Region is { } region && region == practiceRegion);
}
