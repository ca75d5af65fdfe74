using System.Diagnostics.CodeAnalysis;
using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>Somebody's membership of one scheme. Whoever belongs to two schemes has two, and nothing reaches from the one to the other.</summary>
/// <param name="Scheme">Code of the scheme: 2 to 40 lower-case letters, digits and hyphens.</param>
/// <param name="Person">Opaque person id.</param>
[GenerateSerializer, Immutable, Alias("member-id")]
public readonly record struct MemberId([property: Id(0)] string Scheme, [property: Id(1)] string Person)
{
    public string MentorKey => GrainKeys.MentorPrefix + this;

    public string MenteeKey => GrainKeys.MenteePrefix + this;

    /// <summary>As it stands in keys and addresses: <c>scheme/person</c>.</summary>
    public override string ToString() => $"{Scheme}/{Person}";

    public static bool TryParse([NotNullWhen(true)] string? text, out MemberId member)
    {
        member = default;
        if (text?.Split('/') is not [var scheme, var person] || !GrainKeys.IsScheme(scheme) || !GrainKeys.IsPersonId(person)) return false;
        member = new MemberId(scheme, person);
        return true;
    }

    /// <summary>False for a key that is not that of a member.</summary>
    public static bool TryParseKey(string key, string prefix, out MemberId member)
    {
        member = default;
        return key.StartsWith(prefix, StringComparison.Ordinal) && TryParse(key[prefix.Length..], out member);
    }

    /// <exception cref="FormatException">The key is not that of a member.</exception>
    public static MemberId OfKey(string key, string prefix) =>
        TryParseKey(key, prefix, out var member) ? member : throw new FormatException($"'{key}' is not a member of a scheme.");
}
