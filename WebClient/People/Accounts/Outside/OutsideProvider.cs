namespace OutreachSilo.People.Accounts.Outside;

/// <summary>
/// One of <c>SignIn:Outside:0</c>, …: somebody else who vouches for people (OAuth 2.0, authorization code with PKCE, and the user information
/// of OpenID Connect).
/// </summary>
public sealed class OutsideProvider
{
    /// <summary>Part of addresses and of what is stored with a link: 1 to 30 lower-case letters, digits and hyphens. Never change it.</summary>
    public string Name { get; set; } = "";

    /// <summary>What people call it, for example "NHS login".</summary>
    public string Label { get; set; } = "";

    public string ClientId { get; set; } = "";

    public string ClientSecret { get; set; } = "";

    public string AuthorizationEndpoint { get; set; } = "";

    public string TokenEndpoint { get; set; } = "";

    public string UserInformationEndpoint { get; set; } = "";

    /// <summary>Separated by spaces.</summary>
    public string Scopes { get; set; } = "openid email profile";

    /// <summary>
    /// True when an address that this provider calls verified is as good as our own proof of it: whoever has that address there then opens
    /// the account of that address here. Only for providers that check every address themselves.
    /// </summary>
    public bool TrustsEmail { get; set; }

    /// <summary>The authentication scheme, and the provider of stored links.</summary>
    public string Scheme => "outside-" + Name;
}
