namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>
/// One of <c>SignIn:External:0</c>, …: an OpenID Connect provider (authorization code with PKCE) whose accounts may be linked to accounts
/// here.
/// </summary>
public sealed class ExternalProvider
{
    /// <summary>
    /// Part of addresses and of what is stored with a link: 1 to 30 lower-case letters, digits and hyphens. Never change it.
    /// </summary>
    public string Name { get; set; } = "";

    /// <summary>What people call it, for example "NHS login".</summary>
    public string Label { get; set; } = "";

    /// <summary>The issuer; its endpoints and keys are read from <c>{Authority}/.well-known/openid-configuration</c>.</summary>
    public string Authority { get; set; } = "";

    public string ClientId { get; set; } = "";

    /// <summary>Sent to the token endpoint; either this or <see cref="KeyFile"/>.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>PEM file with the private key that signs client assertions (<c>private_key_jwt</c>).</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The <c>kid</c> under which the provider knows the key; empty for none.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 or ES512. NHS login takes RS512.</summary>
    public string KeyAlgorithm { get; set; } = "RS512";

    /// <summary>Separated by spaces.</summary>
    public string Scopes { get; set; } = "openid email profile";

    /// <summary>More parameters of the authorization request, for example <c>vtr</c>, <c>acr_values</c> or <c>prompt</c>.</summary>
    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Further origins that its sign-in pages use, separated by spaces: a form here may lead on to them and to that of
    /// <see cref="Authority"/>.
    /// </summary>
    public string Origins { get; set; } = "";

    /// <summary>
    /// True when an address that this provider calls verified is as good as our own proof of it: whoever has that address there then opens
    /// the account of that address here. Only for providers that check every address themselves.
    /// </summary>
    public bool TrustsEmail { get; set; }

    /// <summary>The authentication scheme, and the provider of stored links.</summary>
    public string Scheme => "external-" + Name;

    internal IEnumerable<string> AllOrigins => Origins.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(Authority)
        .Select(address => new Uri(address).GetLeftPart(UriPartial.Authority));
}
