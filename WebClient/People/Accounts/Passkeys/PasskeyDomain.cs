using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts.Passkeys;

/// <summary>
/// The domain that passkeys belong to: <c>SignIn:PasskeyDomain</c>, else the host of <c>Mail:PublicUrl</c>, else localhost. Passkeys made
/// for one domain are lost with it, so it is set before the first is made.
/// </summary>
public sealed class PasskeyDomain
{
    public const string Key = "SignIn:PasskeyDomain";

    private PasskeyDomain(string name) => Name = name;

    public string Name { get; }

    /// <exception cref="OptionsValidationException">It is not the name of a host.</exception>
    public static PasskeyDomain From(IConfiguration configuration)
    {
        var name = configuration[Key] is { Length: > 0 } set ? set : Uri.TryCreate(configuration["Mail:PublicUrl"], UriKind.Absolute, out var address) ? address.Host : "localhost";
        if (Uri.CheckHostName(name) != UriHostNameType.Dns)
            throw new OptionsValidationException("SignIn", typeof(PasskeyDomain), [$"{Key} is '{name}'; use a host name without a scheme or port, for example tasters.example.nhs.uk."]);
        return new PasskeyDomain(name);
    }

    /// <summary>True where browsers let a page use its passkeys: at the domain itself and at hosts below it.</summary>
    public bool Covers(string host) => host.Equals(Name, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + Name, StringComparison.OrdinalIgnoreCase);
}
