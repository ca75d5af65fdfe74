namespace OutreachSilo.Common;

/// <summary>The addresses of the door that others rely on.</summary>
public static class Routes
{
    public const string Api = "/api/v1";
    public const string LiveHub = "/hubs/live";
    public const string OpenApi = "/openapi/v1.json";
    public const string Docs = "/docs";
    public const string HealthLive = "/health/live";
    public const string HealthReady = "/health/ready";

    /// <summary>The sign-in page; takes <c>returnUrl</c>, a path of this site.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Followed by the secret of an invitation.</summary>
    public const string Invitation = "/invitation";

    /// <summary>Where those go who cannot sign in; the mail's link is below it.</summary>
    public const string Recover = "/recover";

    /// <summary>What the owner of an account does about signing in is below it.</summary>
    public const string Account = "/account";

    /// <summary>Passkeys, sessions and the last sign-ins of one's own account.</summary>
    public const string Security = Account + "/security";

    /// <summary>Where one proves again who one is before changing how to sign in; leads back to <see cref="Security"/>.</summary>
    public const string SignInAgain = SignIn + "?returnUrl=%2Faccount%2Fsecurity";

    /// <summary>Where a signed-in person lands who may not see a page.</summary>
    public const string Forbidden = "/forbidden";

    /// <summary>The path itself when it stays on this site, otherwise "/": keeps links from leading elsewhere.</summary>
    public static string LocalOrHome(string? returnUrl) =>
        returnUrl is ['/', ..] && !(returnUrl.Length > 1 && returnUrl[1] is '/' or '\\') && returnUrl.Length <= 2_000 && !returnUrl.Any(char.IsControl)
            ? returnUrl
            : "/";
}
