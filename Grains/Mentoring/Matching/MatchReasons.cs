using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>What speaks for a pair, in words.</summary>
internal static class MatchReasons
{
    private static readonly string[] Ranks = ["First", "Second", "Third", "Fourth", "Fifth"];

    public static ImmutableArray<string> Of(MatchMentee mentee, MatchMentor mentor)
    {
        var rank = mentee.Choices.Distinct().ToList().IndexOf(mentor.Id);
        string?[] reasons =
        [
            rank < 0 ? null : rank < Ranks.Length ? $"{Ranks[rank]} choice" : $"Choice {rank + 1}",
            Shared("interest", mentee.Interests, mentor.Interests),
            Shared("placement", mentee.Placements, mentor.Placements),
        ];
        return [.. reasons.OfType<string>()];
    }

    private static string? Shared(string what, ImmutableArray<string> one, ImmutableArray<string> other)
    {
        var shared = one.Intersect(other, StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToList();
        return shared.Count == 0 ? null : $"Shared {what}{(shared.Count == 1 ? "" : "s")}: {string.Join(", ", shared)}";
    }
}
