namespace OutreachSilo.Mentoring;

/// <param name="Mentors">Person ids, best first; each once, at most 15.</param>
internal sealed record ChooseJson(IReadOnlyList<string> Mentors);

/// <param name="Rank">1-based.</param>
/// <param name="Until">When an open request moves on to the next choice.</param>
/// <param name="Code">Why a mentor could not be asked, or null.</param>
internal sealed record ChoiceJson(Guid Request, string Mentor, int Rank, string State, DateTimeOffset? Until, string? Code);

/// <param name="Mentorship">The present one, or null.</param>
internal sealed record MenteeJson(string Scheme, string Person, IReadOnlyList<ChoiceJson> Choices, Guid? Mentorship, string? Mentor, IReadOnlyList<Guid> Past, ProfileJson Profile, long Version)
{
    public static MenteeJson Of(MenteeView it) => new(
        it.Id.Scheme, it.Id.Person,
        [.. it.Choices.Select(choice => new ChoiceJson(choice.Request, choice.Mentor, choice.Rank, choice.State.ToString(), choice.Until, choice.Code.Length > 0 ? choice.Code : null))],
        it.Mentorship, it.Mentor.Length > 0 ? it.Mentor : null, it.Past, ProfileJson.Of(it.Profile), it.Version);
}
