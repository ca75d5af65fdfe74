using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

/// <summary>
/// Who may give and end which role. An administrator all; a coordinator, within the region, colleagues, doctors and people of practices; a
/// practice manager may pass on help with the own practices, for a year at most; the lead of a scheme takes trainees into it.
/// </summary>
internal static class GrantRules
{
    /// <summary>Null when it may be given. Refused: InvalidCommand, NotAllowed.</summary>
    /// <param name="practices">The practices that the scope names; none when it names none that the register has.</param>
    public static Refusal? Give(CurrentUser giver, GrantSpec spec, IReadOnlyList<ScopedPractice> practices, DateTimeOffset? until, DateTimeOffset now)
    {
        if (spec.Problem() is { } problem) return new Refusal(RefusalCodes.InvalidCommand, problem);
        if (IsOfPractice(spec.Role) && practices.Count == 0) return new Refusal(RefusalCodes.InvalidCommand, $"We cannot find a practice or network with the code {spec.Scope}. Check the code.");
        if (until <= now || until > now + GrantLimits.UntilMost) return new Refusal(RefusalCodes.InvalidCommand, "The last day must be in the future and within 3 years. Leave it empty if the role has no end.");
        if (!MayDecide(giver, spec, practices)) return NotYours;
        if (IsOfPractice(spec.Role) && OnlyManages(giver, practices) && (until is null || until > now + GrantLimits.DelegationMost))
            return new Refusal(RefusalCodes.InvalidCommand, "Enter the last day. A practice manager can give a role for up to 1 year.");
        return null;
    }

    /// <summary>True for whoever may give a role, and so may end it. Of a network one must have every practice.</summary>
    public static bool MayDecide(CurrentUser giver, GrantSpec spec, IReadOnlyList<ScopedPractice> practices) =>
        giver.IsAdministrator || spec.Role switch
        {
            Roles.Coordinator or Roles.Doctor => giver.Coordinates(spec.Scope),
            Roles.Trainee => giver.Leads(spec.Scope),
            Roles.PracticeManager => CoordinatesAll(giver, practices),
            Roles.PracticeAssistant or Roles.PracticeReception => practices.Count > 0 && practices.All(practice => giver.Manages(practice.OdsCode) || giver.Coordinates(practice.Region)),
            _ => false,
        };

    public static bool IsOfPractice(string role) => role is Roles.PracticeManager or Roles.PracticeAssistant or Roles.PracticeReception;

    /// <summary>The roles that somebody can give at all: what a form offers.</summary>
    public static IReadOnlyList<string> Offered(CurrentUser giver) =>
        giver.IsAdministrator ? Roles.All
        :
        [
            .. giver.IsCoordinator ? [Roles.Coordinator, Roles.PracticeManager, Roles.PracticeAssistant, Roles.PracticeReception, Roles.Doctor]
                : giver.Managed.Count > 0 ? [Roles.PracticeAssistant, Roles.PracticeReception]
                : Array.Empty<string>(),
            .. giver.IsSchemeLead ? [Roles.Trainee] : Array.Empty<string>(),
        ];

    private static bool OnlyManages(CurrentUser giver, IReadOnlyList<ScopedPractice> practices) => !giver.IsAdministrator && !CoordinatesAll(giver, practices) && giver.Managed.Count > 0;

    private static bool CoordinatesAll(CurrentUser giver, IReadOnlyList<ScopedPractice> practices) => practices.Count > 0 && practices.All(practice => giver.Coordinates(practice.Region));

    public static readonly Refusal NotYours = new(ProblemCodes.NotAllowed, "You do not have permission to give or end this role.");
}
