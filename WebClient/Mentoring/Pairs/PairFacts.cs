using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>A pair as the page of one of the two shows it.</summary>
/// <param name="Zone">The mentor's: what the clock times of the page are by.</param>
/// <param name="Other">Name of the other one of the two.</param>
public sealed record PairFacts(MentorshipView Pair, string Zone, string Other, bool IsMentor);

/// <summary>Reads what the pages of a pair have in common. Scoped.</summary>
public sealed class PairPages(PairService pairs, MemberNames names, CurrentUser user, TimeProvider time)
{
    /// <summary>Refused: as <see cref="PairService.View"/>.</summary>
    /// <param name="id">As it stands in the address.</param>
    public async Task<Outcome<PairFacts>> Read(string? id)
    {
        if (!Guid.TryParse(id, out var known)) return NoSuchPair;
        var pair = await pairs.View(known);
        if (!pair.Succeeded) return pair.Refusal;
        var isMentor = pair.Value.Mentor.Person == user.PersonId;
        var other = isMentor ? pair.Value.Mentee.Person : pair.Value.Mentor.Person;
        var today = ZonedTime.Day(time.GetUtcNow(), pair.Value.Zone);
        var zone = (await pairs.SlotsOf(pair.Value, today, today)).Value?.Zone ?? pair.Value.Zone;
        return new PairFacts(pair.Value, zone, (await names.Of([other]))[other], isMentor);
    }

    private static readonly Refusal NoSuchPair = new(RefusalCodes.MentorshipUnknown, "Mentorship not found. Check the link.");
}
