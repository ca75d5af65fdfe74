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

    public static string Name(GrantSpec spec) => spec.Scope.Length == 0 ? Name(spec.Role) : $"{Name(spec.Role)}, {(GrainKeys.IsNetwork(spec.Scope) ? "practices of " : "")}{spec.Scope}";

    /// <summary>What the role lets somebody do, in one sentence.</summary>
    public static string Explanation(string role) => role switch
    {
        Roles.Administrator => "Gives and ends roles everywhere. Sees no bookings.",
        Roles.Coordinator => "Sees and administers every practice of a region, and invites its people.",
        Roles.SchemeLead => "Leads the mentoring of one training scheme.",
        Roles.Trainee => "Mentors, or is mentored, in one training scheme.",
        Roles.PracticeManager => "Publishes weeks, sees who comes, and passes work on to others.",
        Roles.PracticeAssistant => "Does what the manager does, but passes nothing on.",
        Roles.PracticeReception => "Sees who comes and when. Changes nothing.",
        Roles.Doctor => "Finds and books tasters.",
        _ => "",
    };

    /// <summary>What the form's field for the scope takes.</summary>
    public const string ScopeHint = "A region code such as Y61 for a coordinator or a doctor, a practice code such as K81001 for people of a practice, a network code such as U12345 for all practices of a primary care network, a scheme's code for its lead and its trainees, nothing for an administrator.";
}
