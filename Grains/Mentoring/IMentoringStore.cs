using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>Where lists of members and pairs come from: the stored summaries.</summary>
public interface IMentoringStore
{
    /// <summary>Bodies (UTF-8 JSON) of the summaries of one kind, by grain key.</summary>
    /// <param name="kind"><c>scheme</c>, <c>mentor</c>, <c>mentee</c> or <c>mentorship</c>.</param>
    /// <param name="scheme">Code of one scheme, or null for all.</param>
    /// <param name="person">A person id that the summary must name, or null for all.</param>
    Task<ImmutableArray<MentoringRow>> Summaries(string kind, string? scheme, string? person, CancellationToken cancellationToken);
}

/// <param name="Scheme">Code of the scheme.</param>
public sealed record MentoringRow(string Scheme, ReadOnlyMemory<byte> Body);
