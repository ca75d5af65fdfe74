namespace OutreachSilo.People.Accounts;

/// <summary>Names of the authorization policies; use them as <c>[Authorize(Policies.Doctor)]</c> and <c>RequireAuthorization(Policies.Doctor)</c>.</summary>
public static class Policies
{
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Somebody with an agenda.</summary>
    public const string Doctor = nameof(Doctor);

    /// <summary>The coordinator of some region; which one is the page's to check (<see cref="CurrentUser.Region"/>).</summary>
    public const string Coordinator = nameof(Coordinator);

    /// <summary>A practice manager or a coordinator; which practice is checked by <see cref="Practices.PublishingService"/>.</summary>
    public const string Host = nameof(Host);
}
