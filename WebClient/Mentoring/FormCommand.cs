using Microsoft.AspNetCore.Components;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>What the pages of mentoring share in answering.</summary>
internal static class FormCommand
{
    /// <summary>The command id of a form's hidden key; null when it is none.</summary>
    public static Guid? CommandOf(this CurrentUser user, string? key) => CommandIds.IsValidKey(key) ? CommandIds.From(user.AccountId, key!) : null;

    /// <summary>Leaves a page that cannot be shown: forbidden for those who may not see it, otherwise not found.</summary>
    public static void LeaveFor(this NavigationManager navigation, Refusal refusal)
    {
        if (refusal.Code == ProblemCodes.NotAllowed) navigation.NavigateTo(Routes.Forbidden);
        else navigation.NotFound();
    }
}
