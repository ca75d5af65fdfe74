using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>A mentee as the cohort match sees one.</summary>
/// <param name="Id">The person.</param>
/// <param name="Choices">Mentors asked for, the dearest first.</param>
/// <param name="NotThese">Mentors whom the mentee must not be given, for whatever reason.</param>
/// <param name="Interests">As the mentee wrote them; compared without regard to case.</param>
/// <param name="Placements">Hospitals and practices of this year; compared as the interests.</param>
internal sealed record MatchMentee(
    Guid Id, string Scheme, ImmutableArray<Guid> Choices, ImmutableArray<Guid> NotThese, ImmutableArray<string> Interests, ImmutableArray<string> Placements);
