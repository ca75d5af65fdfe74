namespace OutreachSilo.People.Grants;

internal static class GrantLimits
{
    /// <summary>Roles that one account holds at a time.</summary>
    public const int HeldMax = 50;

    /// <summary>Roles that one invitation carries: a manager of a large group of practices.</summary>
    public const int InvitedMax = 30;

    /// <summary>Invitations of one account that wait for an answer.</summary>
    public const int OpenInvitationsMax = 200;

    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);

    /// <summary>How far ahead a role may be made to end.</summary>
    public static readonly TimeSpan UntilMost = TimeSpan.FromDays(3 * 366);

    /// <summary>The longest that a practice manager passes something on for.</summary>
    public static readonly TimeSpan DelegationMost = TimeSpan.FromDays(366);
}
