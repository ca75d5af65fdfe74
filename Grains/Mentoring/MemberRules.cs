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
        if (policy is null) return new Refusal(InvalidCommand, "The limits of the programme are missing.");
        if (policy.Problem() is { } problem) return new Refusal(InvalidCommand, problem);
        return zone is null || !ZonedDays.IsZone(zone) ? new Refusal(ZoneUnknown, "Choose a time zone, for example Europe/London.") : Problem(profile);
    }

    public static Refusal? Problem(MemberProfile? profile) =>
        profile is null || !AreTexts(profile.Interests, MentoringLimits.InterestsMax, MentoringLimits.InterestCharactersMax)
            ? new Refusal(InvalidCommand, $"Enter up to {MentoringLimits.InterestsMax} interests of {MentoringLimits.InterestCharactersMax} characters or fewer.")
        : !AreTexts(profile.Placements, MentoringLimits.InterestsMax, MentoringLimits.PlacementCharactersMax)
            ? new Refusal(InvalidCommand, $"Enter up to {MentoringLimits.InterestsMax} placements of {MentoringLimits.PlacementCharactersMax} characters or fewer.")
        : null;

    private static bool AreTexts(ImmutableArray<string> texts, int most, int characters) =>
        !texts.IsDefault && texts.Length <= most && texts.All(text => !string.IsNullOrWhiteSpace(text) && text.Length <= characters && !text.Any(char.IsControl));
}
