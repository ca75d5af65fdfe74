using System.Collections.Frozen;

namespace OutreachSilo.Notices;

/// <summary>Fictional values, to show what a template says.</summary>
internal static class MailSamples
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["name"] = "Ana Okafor",
        ["service"] = MailTemplates.ServiceName,
        ["link"] = "https://outreach.example/open/sample",
        ["practice"] = "Elm Surgery",
        ["week"] = "Monday 3 August 2026",
        ["days"] = "Monday to Friday",
        ["at"] = "Monday 3 August 2026 at 9:30am",
        ["passkey"] = "My phone",
        ["provider"] = "City Login",
        ["other"] = "Ben Walsh",
        ["when"] = "Monday 3 August 2026 at 6pm, London time",
        ["minutes"] = "30",
        ["until"] = "Monday 3 August 2026 at 5pm",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">The template has a value for which there is no sample yet.</exception>
    public static IReadOnlyDictionary<string, string> Of(MailTemplate template) => template.Values.ToDictionary(name => name, name => Known[name], StringComparer.Ordinal);
}
