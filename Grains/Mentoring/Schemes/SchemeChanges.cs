using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

internal sealed record SchemeDefined(Guid Command, string Name, string Region, string Zone, ProgrammePolicy Policy) : Change;

internal sealed record MemberEnrolled(Guid Command, string Person, MemberRole Role, MemberProfile Profile) : Change;

internal sealed record MemberLeft(Guid Command, string Person, MemberRole Role) : Change;

internal sealed record AgreementPublished(Guid Command, int Version, TextRef Text) : Change;

internal sealed record MatchBegun(Guid Command, string Actor, ImmutableArray<ChosenPair> Pairs) : Change;

/// <summary>What became of the next pairs of a match.</summary>
internal sealed record PairsMade(Guid Match, int Asked, int Made, ImmutableArray<RefusedPair> Refused) : Change;

/// <summary>These members have heard of the enrolments with these revisions.</summary>
internal sealed record MembersTold(ImmutableArray<ToldMember> Members) : Change;

internal sealed record ToldMember(string Person, MemberRole Role, long Revision);

/// <summary>What lists read of a scheme without waking it.</summary>
internal sealed record SchemeSummary(string Name, string Region, string Programme, int Mentors, int Mentees);

internal static class SchemeChanges
{
    public static readonly ImmutableArray<(string Kind, JsonTypeInfo Type)> All =
    [
        ("scheme-defined", SchemeJson.Default.SchemeDefined),
        ("member-enrolled", SchemeJson.Default.MemberEnrolled),
        ("member-left", SchemeJson.Default.MemberLeft),
        ("agreement-published", SchemeJson.Default.AgreementPublished),
        ("match-begun", SchemeJson.Default.MatchBegun),
        ("pairs-made", SchemeJson.Default.PairsMade),
        ("members-told", SchemeJson.Default.MembersTold),
    ];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SchemeDefined))]
[JsonSerializable(typeof(MemberEnrolled))]
[JsonSerializable(typeof(MemberLeft))]
[JsonSerializable(typeof(AgreementPublished))]
[JsonSerializable(typeof(MatchBegun))]
[JsonSerializable(typeof(PairsMade))]
[JsonSerializable(typeof(MembersTold))]
[JsonSerializable(typeof(SchemeSummary))]
internal sealed partial class SchemeJson : JsonSerializerContext;
