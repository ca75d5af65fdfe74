using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Kernel.ChangeType;

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

/// <summary>Each kind declared once.</summary>
internal static class SchemeChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<SchemeDefined>("scheme-defined"),
        Of<MemberEnrolled>("member-enrolled"),
        Of<MemberLeft>("member-left"),
        Of<AgreementPublished>("agreement-published"),
        Of<MatchBegun>("match-begun"),
        Of<PairsMade>("pairs-made"),
        Of<MembersTold>("members-told"),
    ]);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SchemeSummary))]
internal sealed partial class SchemeJson : JsonSerializerContext;
