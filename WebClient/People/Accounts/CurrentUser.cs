using System.Security.Claims;
using OutreachSilo.Tasters;

namespace OutreachSilo.People.Accounts;

/// <summary>Who is asking, from the claims of the cookie. Scoped; inject it in pages and services.</summary>
public sealed class CurrentUser
{
    private readonly ClaimsPrincipal principal;

    public CurrentUser(ClaimsPrincipal principal)
    {
        this.principal = principal;
        Regions = Scopes(Roles.Coordinator, OutreachClaims.Region);
        Schemes = Scopes(Roles.SchemeLead, OutreachClaims.Scheme);
        TrainsIn = principal.HasClaim(claim => claim.Type == OutreachClaims.Person) ? Scopes(Roles.Trainee, OutreachClaims.Trains) : [];
        Managed = Scopes(Roles.PracticeManager, OutreachClaims.Practice);
        Assisted = Scopes(Roles.PracticeAssistant, OutreachClaims.Assists);
        Received = Scopes(Roles.PracticeReception, OutreachClaims.Receives);
        Networks = Scopes(Roles.PracticeManager, OutreachClaims.Network);
        Practices = [.. Managed.Concat(Assisted).Concat(Received).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public bool IsSignedIn => principal.Identity?.IsAuthenticated == true;

    /// <summary>Account id; empty when nobody is signed in. Also the actor in the audit trail.</summary>
    public string AccountId => principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? "";

    public string DisplayName => principal.FindFirstValue(OutreachClaims.DisplayName) ?? principal.Identity?.Name ?? "";

    public string Email => principal.FindFirstValue(ClaimTypes.Email) ?? "";

    /// <summary>Opaque person id of a doctor or trainee; null for those who have no agenda.</summary>
    public string? PersonId => principal.FindFirstValue(OutreachClaims.Person);

    public bool IsAdministrator => principal.IsInRole(Roles.Administrator);

    /// <summary>Id of this sign-in, see <see cref="Sessions.Session.Id"/>; null for tickets of older programs, which are believed for five minutes more.</summary>
    public string? SessionId => principal.FindFirstValue(OutreachClaims.Session);

    public bool IsDoctor => principal.IsInRole(Roles.Doctor) && PersonId is not null;

    public bool IsCoordinator => Regions.Count > 0;

    /// <summary>Somebody of a practice: manager, assistant or reception.</summary>
    public bool IsPracticeStaff => Practices.Count > 0;

    /// <summary>True for those who may give roles to others: which ones says <see cref="Grants.GrantRules"/>.</summary>
    public bool MayGiveRoles => IsAdministrator || IsCoordinator || IsSchemeLead || Managed.Count > 0;

    /// <summary>The regions coordinated, in ordinal order.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>The first of the regions coordinated, or null: where a page starts.</summary>
    public string? Region => Regions.Count > 0 ? Regions[0] : null;

    /// <summary>Codes of the schemes led.</summary>
    public IReadOnlyList<string> Schemes { get; }

    /// <summary>Codes of the schemes in which one mentors or is mentored, in ordinal order.</summary>
    public IReadOnlyList<string> TrainsIn { get; }

    public bool IsTrainee => TrainsIn.Count > 0;

    public bool IsSchemeLead => Schemes.Count > 0;

    /// <summary>ODS codes of the practices that one sees from inside, in ordinal order.</summary>
    public IReadOnlyList<string> Practices { get; }

    /// <summary>ODS codes of the practices managed.</summary>
    public IReadOnlyList<string> Managed { get; }

    /// <summary>Codes of the primary care networks whose practices are managed.</summary>
    public IReadOnlyList<string> Networks { get; }

    private IReadOnlyList<string> Assisted { get; }

    private IReadOnlyList<string> Received { get; }

    /// <summary>The kind of taster this person may book; null for those who may book none.</summary>
    public TasterKind? BooksKind => IsDoctor ? TasterKind.Foundation : null;

    public IReadOnlyList<string> RoleNames => [.. Roles.All.Where(principal.IsInRole)];

    public bool Coordinates(string region) => Regions.Contains(region, StringComparer.Ordinal);

    public bool Leads(string scheme) => Schemes.Contains(scheme, StringComparer.Ordinal);

    public bool Trains(string scheme) => TrainsIn.Contains(scheme, StringComparer.Ordinal);

    public bool Manages(string odsCode) => Managed.Contains(odsCode, StringComparer.Ordinal);

    /// <summary>True for the manager of a practice and for who assists: they publish, decide and change.</summary>
    public bool Runs(string odsCode) => Manages(odsCode) || Assisted.Contains(odsCode, StringComparer.Ordinal);

    /// <summary>True for all who work at a practice: they see who comes.</summary>
    public bool WorksAt(string odsCode) => Practices.Contains(odsCode, StringComparer.Ordinal);

    /// <summary>True for all who work at a practice and the coordinator of the region it lies in.</summary>
    public bool MaySee(string odsCode, string practiceRegion) => WorksAt(odsCode) || Coordinates(practiceRegion);

    private IReadOnlyList<string> Scopes(string role, string claimType) => principal.IsInRole(role)
        ? [.. principal.FindAll(claimType).Select(claim => claim.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        : [];
}
