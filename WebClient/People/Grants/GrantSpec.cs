using OutreachSilo.Common;
using OutreachSilo.Live;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>A role and what it is for.</summary>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Scope">A region code (Y61), a practice's ODS code (K81001), a primary care network's for all its practices (U12345), a scheme's code, or empty; which of them follows from the role.</param>
public readonly record struct GrantSpec(string Role, string Scope)
{
    /// <summary>Null when role and scope belong together; otherwise a sentence that says what is accepted.</summary>
    public string? Problem() => Role switch
    {
        Roles.Administrator => Scope.Length == 0 ? null : "Leave the region, practice or scheme empty for an administrator.",
        Roles.Coordinator => BoardId.IsRegion(Scope) ? null : "Enter a region code, for example Y61",
        Roles.SchemeLead => GrainKeys.IsScheme(Scope) ? null : "Enter a scheme code, for example cambridge",
        Roles.Trainee => GrainKeys.IsScheme(Scope) ? null : "Enter a scheme code, for example cambridge",
        Roles.PracticeManager or Roles.PracticeAssistant or Roles.PracticeReception =>
            GrainKeys.TryParsePracticeCode(Scope, out _) || GrainKeys.IsNetwork(Scope) ? null : "Enter a practice code, for example K81001, or a network code, for example U12345",
        Roles.Doctor => Scope.Length == 0 || BoardId.IsRegion(Scope) ? null : "Enter the region code of the Foundation School, for example Y61, or leave it empty",
        _ => $"The role must be one of {string.Join(", ", Roles.All)}.",
    };

    public override string ToString() => Scope.Length == 0 ? Role : $"{Role}:{Scope}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static GrantSpec Parse(string text) => text.Split(':', 2) is [var role, var scope] ? new GrantSpec(role, scope) : new GrantSpec(text, "");
}
