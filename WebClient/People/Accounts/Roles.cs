namespace OutreachSilo.People.Accounts;

/// <summary>The roles an account can be given, each for a scope (<see cref="Grants.GrantSpec"/>); one account may hold several.</summary>
public static class Roles
{
    /// <summary>Gives and ends roles everywhere; sees no bookings. Its scope is empty.</summary>
    public const string Administrator = "administrator";

    /// <summary>Sees and administers one region: the claims <see cref="OutreachClaims.Region"/>.</summary>
    public const string Coordinator = "coordinator";

    /// <summary>Leads the mentoring of one training scheme: the claims <see cref="OutreachClaims.Scheme"/>.</summary>
    public const string SchemeLead = "scheme-lead";

    /// <summary>Mentors or is mentored in one training scheme, as the person of the claim <see cref="OutreachClaims.Person"/>: the claims <see cref="OutreachClaims.Trains"/>.</summary>
    public const string Trainee = "trainee";

    /// <summary>Runs one practice, or a group: those of a primary care network, or several one by one: the claims <see cref="OutreachClaims.Practice"/>.</summary>
    public const string PracticeManager = "practice-manager";

    /// <summary>Does for a practice what its manager does, but passes nothing on: the claims <see cref="OutreachClaims.Assists"/>.</summary>
    public const string PracticeAssistant = "practice-assistant";

    /// <summary>Sees who comes to a practice and changes nothing: the claims <see cref="OutreachClaims.Receives"/>.</summary>
    public const string PracticeReception = "practice-reception";

    /// <summary>Books tasters of kind Foundation as the person of the claim <see cref="OutreachClaims.Person"/>. Its scope is the region of the Foundation School, or empty.</summary>
    public const string Doctor = "doctor";

    public static readonly IReadOnlyList<string> All = [Administrator, Coordinator, SchemeLead, Trainee, PracticeManager, PracticeAssistant, PracticeReception, Doctor];
}
