using System.Collections.Immutable;
using OutreachSilo.Common;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>What every enrolment must be like.</summary>
internal static class MemberRules
{
    /// <summary>Null when all is in range. Refused: InvalidCommand.</summary>
    public static Refusal? Problem(ProgrammePolicy? policy, string? zone, MemberProfile? profile)
    {
        if (policy is null) return new Refusal(InvalidCommand, "A programme's limits are missing.");
        if (policy.Problem() is { } problem) return new Refusal(InvalidCommand, problem);
        return zone is null || !ZonedDays.IsZone(zone) ? new Refusal(ZoneUnknown, "The time zone is none; use a name such as Europe/London.") : Problem(profile);
    }

    public static Refusal? Problem(MemberProfile? profile) =>
        profile is null || !AreTexts(profile.Interests, MentoringLimits.InterestsMax, MentoringLimits.InterestCharactersMax)
            ? new Refusal(InvalidCommand, $"At most {MentoringLimits.InterestsMax} interests of up to {MentoringLimits.InterestCharactersMax} characters each.")
        : !AreTexts(profile.Placements, MentoringLimits.InterestsMax, MentoringLimits.PlacementCharactersMax)
            ? new Refusal(InvalidCommand, $"At most {MentoringLimits.InterestsMax} placements of up to {MentoringLimits.PlacementCharactersMax} characters each.")
        : null;

    private static bool AreTexts(ImmutableArray<string> texts, int most, int characters) =>
        !texts.IsDefault && texts.Length <= most && texts.All(text => !string.IsNullOrWhiteSpace(text) && text.Length <= characters && !text.Any(char.IsControl));
}
