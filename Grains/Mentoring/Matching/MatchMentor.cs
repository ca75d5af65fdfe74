using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>A mentor as the cohort match sees one.</summary>
/// <param name="Id">The person.</param>
/// <param name="Room">How many more mentees the mentor takes; none when 0 or less.</param>
/// <param name="Interests">As the mentor wrote them; compared without regard to case.</param>
/// <param name="Placements">Hospitals and practices where the mentor works or has worked; compared as the interests.</param>
internal sealed record MatchMentor(
    Guid Id, string Scheme, int Room, bool IsTrained, bool IsPaused, ImmutableArray<string> Interests, ImmutableArray<string> Placements);
