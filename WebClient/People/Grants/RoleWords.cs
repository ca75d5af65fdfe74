using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>Roles in words for people.</summary>
internal static class RoleWords
{
    public static string Name(string role) => role switch
    {
        Roles.Administrator => "Administrator",
        Roles.Coordinator => "Regional coordinator",
        Roles.SchemeLead => "Scheme lead",
        Roles.Trainee => "Trainee",
        Roles.PracticeManager => "Practice manager",
        Roles.PracticeAssistant => "Assistant manager",
        Roles.PracticeReception => "Reception",
        Roles.Doctor => "Foundation doctor",
        _ => role,
    };

    public static string Name(GrantSpec spec) => spec.Scope.Length == 0 ? Name(spec.Role) : $"{Name(spec.Role)}, {(GrainKeys.IsNetwork(spec.Scope) ? "practices in " : "")}{spec.Scope}";

    /// <summary>What the role lets somebody do, in one sentence.</summary>
    public static string Explanation(string role) => role switch
    {
        Roles.Administrator => "Can give and end all roles. Cannot see bookings.",
        Roles.Coordinator => "Can see and manage every practice in a region and invite people.",
        Roles.SchemeLead => "Runs mentoring in one training scheme.",
        Roles.Trainee => "Can be a mentor or mentee in one training scheme.",
        Roles.PracticeManager => "Can publish weeks, see who is coming and give roles to colleagues.",
        Roles.PracticeAssistant => "Can do what the manager does, but cannot give roles.",
        Roles.PracticeReception => "Can see who is coming and when. Cannot make changes.",
        Roles.Doctor => "Can find and book taster weeks.",
        _ => "",
    };

    /// <summary>What the form's field for the scope takes.</summary>
    public const string ScopeHint = "Enter the code, for example practice K81001, network U12345, region Y61 or scheme cambridge. Leave empty for an administrator.";
}
