using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.Live;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>Reads <see cref="RoleFields"/>: a role and when it ends.</summary>
internal static class RoleForm
{
    /// <summary>The practices and schemes of somebody who may give roles there only; empty for those who write the scope down themselves.</summary>
    public static IReadOnlyList<string> Scopes(CurrentUser user) => user.IsAdministrator || user.IsCoordinator ? [] : [.. user.Networks, .. user.Managed, .. user.Schemes];

    /// <summary>True for the code of a practice or of a network.</summary>
    public static bool IsOfPractice(string scope) => GrainKeys.TryParsePracticeCode(scope, out _) || GrainKeys.IsNetwork(scope);

    /// <param name="until">Midnight in London after the last day, or null.</param>
    /// <returns>What is wrong, for the field it is wrong in; null when nothing is.</returns>
    public static FieldMessage? Read(string? role, string? scope, string? lastDay, out GrantSpec spec, out DateTimeOffset? until)
    {
        spec = new GrantSpec(role ?? "", scope?.Trim() ?? "");
        until = null;
        if (string.IsNullOrEmpty(role)) return new FieldMessage("scope", "Select a role");
        if (spec.Problem() is { } problem) return new FieldMessage("scope", problem);
        if (string.IsNullOrEmpty(lastDay)) return null;
        if (TableFilter.DateOf(lastDay) is not { } day) return new FieldMessage("until", "Enter a real date for the last day");
        until = LondonTime.MidnightAfter(day);
        return null;
    }
}
