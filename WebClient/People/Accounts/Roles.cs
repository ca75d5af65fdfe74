namespace OutreachSilo.People.Accounts;

/// <summary>The roles an account can have; one account may have several.</summary>
public static class Roles
{
    /// <summary>Sees and administers one region: the claim <see cref="OutreachClaims.Region"/>.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Runs one practice or a group of linked practices: the claims <see cref="OutreachClaims.Practice"/>.</summary>
    public const string PracticeManager = "practice-manager";

    /// <summary>Books tasters of kind Foundation as the person of the claim <see cref="OutreachClaims.Person"/>.</summary>
    public const string Doctor = "doctor";

    public static readonly IReadOnlyList<string> All = [Coordinator, PracticeManager, Doctor];
}
