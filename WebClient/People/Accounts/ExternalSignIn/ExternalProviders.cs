using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts.ExternalSignIn;

/// <summary>The providers of the configuration, all of which make sense.</summary>
public sealed class ExternalProviders
{
    public const string Section = "SignIn:External";

    private const int ProvidersMax = 8;
    private const int NameCharactersMax = 30;
    private const int LabelCharactersMax = 60;

    /// <summary>Parameters that the protocol itself sets, and on which its safety rests.</summary>
    private static readonly string[] OwnParameters =
    [
        "client_id", "client_secret", "code_challenge", "code_challenge_method", "nonce", "redirect_uri", "request", "request_uri",
        "response_mode", "response_type", "scope", "state",
    ];

    private ExternalProviders(IReadOnlyList<ExternalProvider> all) => All = all;

    public IReadOnlyList<ExternalProvider> All { get; }

    /// <summary>Where their sign-in pages are, for example <c>https://login.example</c>.</summary>
    public IEnumerable<string> Origins => All.SelectMany(provider => provider.AllOrigins).Distinct(StringComparer.Ordinal);

    public ExternalProvider? Find(string? name) => All.FirstOrDefault(provider => provider.Name == name);

    public ExternalProvider? OfScheme(string? scheme) => All.FirstOrDefault(provider => provider.Scheme == scheme);

    /// <exception cref="OptionsValidationException">A key is missing or holds something that is not accepted.</exception>
    public static ExternalProviders From(IConfiguration configuration)
    {
        var all = configuration.GetSection(Section).Get<List<ExternalProvider>>() ?? [];
        var problems = all.SelectMany(Check).ToList();
        if (all.Count > ProvidersMax) problems.Add($"{Section} has at most {ProvidersMax} providers.");
        if (all.DistinctBy(provider => provider.Name).Count() < all.Count) problems.Add($"{Section} has two providers of one Name.");
        if (problems.Count > 0) throw new OptionsValidationException(Section, typeof(ExternalProvider), problems);
        return new ExternalProviders(all);
    }

    private static IEnumerable<string> Check(ExternalProvider provider, int index)
    {
        var key = $"{Section}:{index}";
        if (provider.Name is not { Length: >= 1 and <= NameCharactersMax }
            || !provider.Name.All(it => char.IsAsciiLetterLower(it) || char.IsAsciiDigit(it) || it == '-'))
            yield return $"{key}:Name takes 1 to {NameCharactersMax} lower-case letters, digits and hyphens.";
        if (provider.Label is not { Length: >= 1 and <= LabelCharactersMax })
            yield return $"{key}:Label takes 1 to {LabelCharactersMax} characters.";
        if (!IsSafe(provider.Authority)) yield return $"{key}:Authority takes an https address, for example https://login.example.";
        if (provider.ClientId.Length == 0) yield return $"{key}:ClientId is needed.";
        if (provider.ClientSecret.Length == 0 == (provider.KeyFile.Length == 0))
            yield return $"{key}:ClientSecret or {key}:KeyFile is needed, and not both.";
        if (provider.KeyFile.Length > 0 && ClientAssertions.ProblemOf(provider) is { } problem) yield return $"{key}:{problem}";
        foreach (var name in provider.Parameters.Keys.Intersect(OwnParameters, StringComparer.OrdinalIgnoreCase))
            yield return $"{key}:Parameters:{name} is set by the protocol itself.";
        if (!provider.Origins.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(IsSafe))
            yield return $"{key}:Origins takes https addresses, separated by spaces.";
    }

    /// <summary>Over TLS, or on this machine.</summary>
    private static bool IsSafe(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
