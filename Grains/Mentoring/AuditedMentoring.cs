using OutreachSilo.Common;
using OutreachSilo.People;
using OutreachSilo.Tasters;

namespace OutreachSilo.Mentoring;

/// <summary>
/// The auditor's own account of mentoring, across grains: what a pair says stands in the mentor's calendar and in both agendas, and nothing else does.
/// </summary>
internal sealed class AuditedMentoring
{
    private readonly Dictionary<string, AuditedMentor> mentors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditedMentee> mentees = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AuditedPair> pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<Guid, Engaged>> engagements = new(StringComparer.Ordinal);

    public int Pairs => pairs.Count;

    public int Meetings => pairs.Values.Sum(pair => pair.Booked.Count);

    public void Take(string grain, Change change, JournalEntry entry, Action<string, string> found)
    {
        if (grain.StartsWith(GrainKeys.MentorPrefix, StringComparison.Ordinal)) Of(mentors, grain).Take(change, found);
        else if (grain.StartsWith(GrainKeys.MenteePrefix, StringComparison.Ordinal)) Of(mentees, grain).Take(change, found);
        else if (grain.StartsWith(GrainKeys.MentorshipPrefix, StringComparison.Ordinal))
        {
            var pair = Of(pairs, grain);
            pair.Take(change, found);
            if (change is MentorshipOver) pair.EndAt(entry.At);
        }
        else if (change is Engaged engaged) Engage(Of(engagements, grain), engaged, found);
        else if (change is Disengaged ended) Of(engagements, grain).Remove(ended.Id);
    }

    /// <summary>I2 and I3 for meetings and pairs; what is under way is left out.</summary>
    public void Compare(Action<string, string, string> found)
    {
        foreach (var (grain, pair) in pairs.Where(pair => pair.Value is { Opened: not null, IsPending: false }))
        {
            var (mentor, mentee) = (pair.Opened!.Mentor, pair.Opened.Mentee);
            if (!pair.IsOver && mentors.GetValueOrDefault(mentor.MentorKey)?.Mentees.ContainsKey(IdOf(grain)) != true) found("I2", grain, "the mentor does not know the pair");
            foreach (var (meeting, question) in pair.Booked)
            {
                if (mentors.GetValueOrDefault(mentor.MentorKey)?.Times.ContainsKey(question.Command) != true) found("I2", grain, $"meeting {meeting:N} is in no calendar");
                foreach (var person in new[] { mentor.Person, mentee.Person })
                    if (engagements.GetValueOrDefault(GrainKeys.Person(person))?.ContainsKey(question.Command) != true) found("I2", grain, $"meeting {meeting:N} is not in the agenda of {person}");
            }
        }

        foreach (var (grain, mentor) in mentors) CompareMentor(grain, mentor, (rule, detail) => found(rule, grain, detail));
    }

    /// <summary>I10: meetings and tasters of one person.</summary>
    public void Compare(string person, WeekId week, AuditedPlace place, Action<string, string> found)
    {
        foreach (var engaged in engagements.GetValueOrDefault(person)?.Values ?? Enumerable.Empty<Engaged>())
            if (HalfDayTimes.Of(engaged.StartsAt, engaged.Minutes, week).Overlaps(place.HalfDays)) found("I10", $"in {engaged.Source} and at {week} at once");
    }

    private void CompareMentor(string grain, AuditedMentor mentor, Action<string, string> found)
    {
        var scheme = MemberId.OfKey(grain, GrainKeys.MentorPrefix).Scheme;
        foreach (var (slot, time) in mentor.Times)
        {
            if (pairs.GetValueOrDefault(GrainKeys.Mentorship(time.Mentorship)) is not { } pair) found("I3", $"slot {slot:N} belongs to no pair");
            else if (!pair.IsPending && pair.Booked.Values.All(question => question.Command != slot)) found("I3", $"slot {slot:N} is in the calendar and stands in no pair");
        }

        foreach (var (mentorship, person) in mentor.Mentees)
        {
            var mentee = mentees.GetValueOrDefault(new MemberId(scheme, person).MenteeKey);
            var isEnding = pairs.GetValueOrDefault(GrainKeys.Mentorship(mentorship))?.IsOver == true;
            if (mentee is null || (mentee.Mentorship != mentorship && mentee.Asking != mentorship && !isEnding)) found("I2", $"mentors {person}, who does not know it");
        }
    }

    private static void Engage(Dictionary<Guid, Engaged> agenda, Engaged engaged, Action<string, string> found)
    {
        foreach (var other in agenda.Values)
        {
            if (other.Id != engaged.Replaces && other.Replaces != engaged.Id && other.StartsAt < engaged.StartsAt.AddMinutes(engaged.Minutes) && engaged.StartsAt < other.StartsAt.AddMinutes(other.Minutes))
                found("I10", $"in {other.Source} and {engaged.Source} at once");
        }

        if (!agenda.TryAdd(engaged.Id, engaged)) found("I2", $"engagement {engaged.Id:N} was taken twice");
    }

    private static Guid IdOf(string grain) => Guid.ParseExact(grain[GrainKeys.MentorshipPrefix.Length..], "N");

    private static T Of<T>(Dictionary<string, T> all, string grain)
        where T : new()
    {
        if (!all.TryGetValue(grain, out var one)) all[grain] = one = new T();
        return one;
    }
}
