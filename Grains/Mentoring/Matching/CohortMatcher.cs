using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>The best match of a scheme's mentees without a mentor with its trained mentors with room, as the stored summaries know them. Whoever was a pair before is not proposed again.</summary>
internal sealed class CohortMatcher(IMentoringDirectory directory, MatchWeights weights)
{
    public async Task<MatchPreview> Preview(string scheme)
    {
        var mentors = (await directory.Mentors(scheme, CancellationToken.None)).Where(mentor => !mentor.HasLeft && mentor.Room > 0).ToList();
        var mentees = (await directory.Mentees(scheme, CancellationToken.None)).Where(mentee => !mentee.HasLeft && mentee.Mentorship is null).ToList();
        var proposed = await Task.Run(() => CohortMatch.Propose(
            mentors.Select(mentor => new MatchMentor(
                Id(mentor.Person), scheme, mentor.Room, mentor.TrainedOn is not null, mentor.PausedBy.Length > 0, mentor.Profile.Interests, mentor.Profile.Placements)),
            mentees.Select(mentee => new MatchMentee(
                Id(mentee.Person), scheme, [.. mentee.Choices.Select(Id)], [.. mentee.Past.Select(Id)], mentee.Profile.Interests, mentee.Profile.Placements)),
            weights));
        return new MatchPreview(
            [.. proposed.Pairs.Select(pair => new ProposedPair(Person(pair.Mentee), Person(pair.Mentor), pair.Reasons))],
            [.. proposed.Unmatched.Select(mentee => Person(mentee.Mentee))],
            [.. mentors.Select(mentor => new MentorRoom(mentor.Person, mentor.Room))]);
    }

    private static Guid Id(string person) => Guid.ParseExact(person, "N");

    private static string Person(Guid id) => id.ToString("N");
}
