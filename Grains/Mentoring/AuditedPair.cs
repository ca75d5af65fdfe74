using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.People;

namespace OutreachSilo.Mentoring;

/// <summary>The auditor's own account of a pair: signatures, and meetings per training year.</summary>
internal sealed class AuditedPair : IAggregateAudit
{
    private readonly Dictionary<string, int> signed = [];
    private readonly Dictionary<Guid, MeetingAsked> asked = [];
    private readonly Dictionary<Guid, int> years = [];
    private readonly HashSet<Guid> owed = [];

    public MentorshipOpened? Opened { get; private set; }

    /// <summary>By meeting, the question whose slot it stands in.</summary>
    public Dictionary<Guid, MeetingAsked> Booked { get; } = [];

    public bool IsOver { get; private set; }

    /// <summary>A time is being asked for, or given back: what others know may be ahead or behind.</summary>
    public bool IsPending => asked.Count > 0 || owed.Count > 0 || EndIsOwed;

    public bool EndIsOwed { get; private set; }

    /// <summary>Meetings that are booked and not recorded.</summary>
    public IEnumerable<(string Name, int Count)> Counts => [(nameof(MeetingState.Booked), Booked.Count)];

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        switch (change)
        {
            case MentorshipOpened x:
                Opened = x;
                if (x.Mentor.Scheme != x.Mentee.Scheme) found("I5", "a pair of two schemes");
                break;
            case AgreementSigned x:
                signed[x.Person] = x.Version;
                break;
            case MeetingAsked x:
                asked[x.Command] = x;
                if (x.Minutes > Opened?.Policy.MinutesMax) found("I5", $"a meeting of {x.Minutes} minutes");
                Count(x.Meeting, x.StartsAt, found);
                break;
            case MeetingSettled x when asked.Remove(x.Command, out var question):
                if (Booked.TryGetValue(question.Meeting, out var before)) owed.Add(before.Command);
                Booked[question.Meeting] = question;
                break;
            case MeetingDenied x when asked.Remove(x.Command, out var denied):
                if (x.Owes) owed.Add(x.Command);
                if (Booked.TryGetValue(denied.Meeting, out var still)) Count(denied.Meeting, still.StartsAt, found);
                else years.Remove(denied.Meeting);
                break;
            case MeetingCancelled x:
                Cancel(x.Meeting);
                break;
            case MeetingRecorded x when Booked.Remove(x.Meeting, out var held):
                owed.Add(held.Command);
                if (x.Minutes > Opened!.Policy.MinutesMax) found("I5", $"a meeting of {x.Minutes} minutes");
                break;
            case MentorshipOver:
                (IsOver, EndIsOwed) = (true, true);
                EndAt(entry.At);
                break;
            case MentorshipTold x:
                owed.ExceptWith(x.Slots);
                EndIsOwed &= !x.End;
                break;
        }
    }

    /// <summary>I2: what the pair says stands in the mentor's calendar and in both agendas; what is under way is left out.</summary>
    public void Compare(string key, Audits audits)
    {
        if (Opened is null || IsPending) return;
        var calendar = audits.Find<AuditedMentor>(Opened.Mentor.MentorKey);
        var isKnown = GrainKeys.TryParseMentorship(key, out var id) && calendar?.Mentees.ContainsKey(id) == true;
        if (!IsOver && !isKnown) audits.Found("I2", key, "the mentor does not know the pair");
        foreach (var (meeting, question) in Booked)
        {
            if (calendar?.Times.ContainsKey(question.Command) != true) audits.Found("I2", key, $"meeting {meeting:N} is in no calendar");
            foreach (var person in new[] { Opened.Mentor.Person, Opened.Mentee.Person })
            {
                if (audits.Find<AuditedAgenda>(GrainKeys.Person(person))?.IsEngaged(question.Command) != true)
                    audits.Found("I2", key, $"meeting {meeting:N} is not in the agenda of {person}");
            }
        }
    }

    /// <summary>What the end of a pair cancels is what was still to come then.</summary>
    private void EndAt(DateTimeOffset at)
    {
        foreach (var (meeting, question) in Booked.Where(each => each.Value.StartsAt > at).ToList()) Cancel(meeting);
    }

    private void Cancel(Guid meeting)
    {
        if (Booked.Remove(meeting, out var cancelled)) owed.Add(cancelled.Command);
        years.Remove(meeting);
    }

    private void Count(Guid meeting, DateTimeOffset startsAt, Action<string, string> found)
    {
        if (Opened is not { } pair) return;
        if (signed.Count != 2 || signed.Values.Distinct().Count() != 1) found("I5", $"meeting {meeting:N} before both have signed");
        years[meeting] = ZonedDays.TrainingYearOf(startsAt, pair.Zone, pair.Policy.YearStart);
        if (years.Values.Count(year => year == years[meeting]) > pair.Policy.MeetingsPerYearMax) found("I5", $"more than {pair.Policy.MeetingsPerYearMax} meetings in the training year {years[meeting]}");
    }
}
