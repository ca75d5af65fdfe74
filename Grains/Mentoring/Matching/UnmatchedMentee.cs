namespace OutreachSilo.Mentoring;

/// <summary>A mentee whom the proposed match leaves without a mentor.</summary>
/// <param name="HasPossibleMentor">Whether there is a mentor with room whom others needed more; if not, nobody in the scheme is possible at all.</param>
internal sealed record UnmatchedMentee(Guid Mentee, bool HasPossibleMentor);
