using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts.Outside;

/// <summary>The providers of the configuration, all of which make sense.</summary>
public sealed class OutsideProviders
{
    public const string Section = "SignIn:Outside";

    private const int ProvidersMax = 8;
    private const int NameCharactersMax = 30;
    private const int LabelCharactersMax = 60;

    private OutsideProviders(IReadOnlyList<OutsideProvider> all) => All = all;

    public IReadOnlyList<OutsideProvider> All { get; }

    /// <summary>Where their sign-in pages are, for example <c>https://login.example</c>.</summary>
    public IEnumerable<string> Origins => All.Select(provider => new Uri(provider.AuthorizationEndpoint).GetLeftPart(UriPartial.Authority)).Distinct(StringComparer.Ordinal);

    public OutsideProvider? Find(string? name) => All.FirstOrDefault(provider => provider.Name == name);

    public OutsideProvider? OfScheme(string? scheme) => All.FirstOrDefault(provider => provider.Scheme == scheme);

    /// <exception cref="OptionsValidationException">A key is missing or holds something that is not accepted.</exception>
    public static OutsideProviders From(IConfiguration configuration)
    {
        var all = configuration.GetSection(Section).Get<List<OutsideProvider>>() ?? [];
        var problems = all.SelectMany(Check).ToList();
        if (all.Count > ProvidersMax) problems.Add($"{Section} has at most {ProvidersMax} providers.");
        if (all.DistinctBy(provider => provider.Name).Count() < all.Count) problems.Add($"{Section} has two providers of one Name.");
        if (problems.Count > 0) throw new OptionsValidationException(Section, typeof(OutsideProvider), problems);
        return new OutsideProviders(all);
    }

    private static IEnumerable<string> Check(OutsideProvider provider, int index)
    {
        var key = $"{Section}:{index}";
        if (provider.Name is not { Length: >= 1 and <= NameCharactersMax } || !provider.Name.All(it => char.IsAsciiLetterLower(it) || char.IsAsciiDigit(it) || it == '-'))
            yield return $"{key}:Name takes 1 to {NameCharactersMax} lower-case letters, digits and hyphens.";
        if (provider.Label is not { Length: >= 1 and <= LabelCharactersMax }) yield return $"{key}:Label takes 1 to {LabelCharactersMax} characters.";
        if (provider.ClientId.Length == 0) yield return $"{key}:ClientId is needed.";
        if (provider.ClientSecret.Length == 0) yield return $"{key}:ClientSecret is needed.";
        foreach (var (name, address) in new[]
                 {
                     (nameof(provider.AuthorizationEndpoint), provider.AuthorizationEndpoint),
                     (nameof(provider.TokenEndpoint), provider.TokenEndpoint),
                     (nameof(provider.UserInformationEndpoint), provider.UserInformationEndpoint),
                 })
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
                yield return $"{key}:{name} takes an https address, for example https://login.example/authorize.";
    }
}
