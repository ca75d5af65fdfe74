using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>One pair of a proposed match.</summary>
/// <param name="Points">What the pair adds to the match's points; fewer is better.</param>
/// <param name="Reasons">For the coordinator's preview, for example "First choice", "Shared interest: teaching"; empty when nothing but room speaks for the pair.</param>
internal sealed record MatchedPair(Guid Mentee, Guid Mentor, int Points, ImmutableArray<string> Reasons);
