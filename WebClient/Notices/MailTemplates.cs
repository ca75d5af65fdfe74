using System.Collections.Frozen;
using System.Globalization;

namespace OutreachSilo.Notices;

/// <summary>
/// The mails that can be sent: embedded files <c>Templates/{name}.{version}.mail</c>. A version that was ever released is never edited: a new
/// file takes its place for new mails, while mails that wait keep theirs.
/// </summary>
public static class MailTemplates
{
    /// <summary>Values: name, link, until, service.</summary>
    public const string Invitation = "invitation";

    /// <summary>Values: name, link, until, service.</summary>
    public const string Recovery = "recovery";

    /// <summary>Values: name, at, link, service.</summary>
    public const string PasswordChanged = "password-changed";

    /// <summary>Values: name, passkey, at, link, service.</summary>
    public const string PasskeyAdded = "passkey-added";

    /// <summary>Values: name, passkey, at, link, service.</summary>
    public const string PasskeyRemoved = "passkey-removed";

    /// <summary>Values: name, provider, at, link, service.</summary>
    public const string ExternalLinked = "external-linked";

    /// <summary>Values: name, provider, at, link, service.</summary>
    public const string ExternalUnlinked = "external-unlinked";

    /// <summary>What the service calls itself in mails: the value <c>service</c>.</summary>
    public const string ServiceName = "GP Outreach";

    /// <summary>Whoever reads such a mail can open somebody's account with it.</summary>
    public static bool OpensAnAccount(string name) => name is Invitation or Recovery;

    private const string Prefix = "mail/";

    private static readonly FrozenDictionary<(string Name, int Version), MailTemplate> ByVersion =
        typeof(MailTemplates).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(Load)
            .ToFrozenDictionary(template => (template.Name, template.Version));

    private static readonly FrozenDictionary<string, MailTemplate> ByName =
        ByVersion.Values.GroupBy(template => template.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(versions => versions.Key, versions => versions.MaxBy(template => template.Version)!, StringComparer.Ordinal);

    /// <summary>Names of the values that the newest version takes; empty where there is no such template.</summary>
    public static IReadOnlyList<string> ValuesOf(string name) => Find(name)?.Values ?? [];

    /// <summary>The newest version of each, by name.</summary>
    internal static IEnumerable<MailTemplate> Newest => ByName.Values.OrderBy(template => template.Name, StringComparer.Ordinal);

    internal static IEnumerable<MailTemplate> All => ByVersion.Values;

    /// <summary>The newest version, or null.</summary>
    internal static MailTemplate? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>One version, or null.</summary>
    internal static MailTemplate? Find(string name, int version) => ByVersion.GetValueOrDefault((name, version));

    private static MailTemplate Load(string resource)
    {
        using var reader = new StreamReader(typeof(MailTemplates).Assembly.GetManifestResourceStream(resource)!);
        return resource[Prefix.Length..].Split('.') is [var name, var version]
            ? MailTemplate.Parse(name, int.Parse(version, NumberStyles.None, CultureInfo.InvariantCulture), reader.ReadToEnd())
            : throw new InvalidDataException($"A mail template's file is called name.version.mail, not {resource}.");
    }
}
