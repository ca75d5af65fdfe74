using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>The auditor's own account of a mentor: room, calendar and ledger counted afresh after every version.</summary>
internal sealed class AuditedMentor : IAggregateAudit
{
    private readonly Dictionary<int, int> recorded = [];
    private ProgrammePolicy? policy;
    private string zone = "";
    private bool trained;

    public Dictionary<Guid, string> Mentees { get; } = [];

    public Dictionary<Guid, TimeTaken> Times { get; } = [];

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        switch (change)
        {
            case MentorEnrolled x:
                (policy, zone) = (x.Policy, x.Zone);
                break;
            case MentorHoursRecorded x:
                trained |= x.Kind == HoursKind.Training;
                var year = TrainingYear.Of(x.Day, policy!.YearStart);
                Judge(year, Total(year), () => recorded[year] = recorded.GetValueOrDefault(year) + x.Minutes, found);
                break;
            case MenteeTaken x:
                if (!Mentees.TryAdd(x.Mentorship, x.Mentee)) found("I2", $"mentorship {x.Mentorship:N} was taken twice");
                if (policy is null || Mentees.Count > policy.MenteesMax) found("I5", $"{Mentees.Count} mentees where {policy?.MenteesMax ?? 0} are the most");
                break;
            case MenteeLeft x:
                Mentees.Remove(x.Mentorship);
                break;
            case TimeTaken x:
                TakeTime(x, found);
                break;
            case TimeEnded x when Times.TryGetValue(x.Slot, out var time):
                End(time, x.Minutes ?? 0, found);
                break;
        }
    }

    /// <summary>I2 and I3: times and mentees are those of pairs; what is under way is left out.</summary>
    public void Compare(string key, Audits audits)
    {
        var scheme = MemberId.OfKey(key, GrainKeys.MentorPrefix).Scheme;
        foreach (var (slot, time) in Times)
        {
            if (audits.Find<AuditedPair>(GrainKeys.Mentorship(time.Mentorship)) is not { } pair)
                audits.Found("I3", key, $"slot {slot:N} belongs to no pair");
            else if (!pair.IsPending && pair.Booked.Values.All(question => question.Command != slot))
                audits.Found("I3", key, $"slot {slot:N} is in the calendar and stands in no pair");
        }

        foreach (var (mentorship, person) in Mentees)
        {
            var mentee = audits.Find<AuditedMentee>(new MemberId(scheme, person).MenteeKey);
            var isEnding = audits.Find<AuditedPair>(GrainKeys.Mentorship(mentorship))?.IsOver == true;
            if (mentee is null || (mentee.Mentorship != mentorship && mentee.Asking != mentorship && !isEnding))
                audits.Found("I2", key, $"mentors {person}, who does not know it");
        }
    }

    private void TakeTime(TimeTaken time, Action<string, string> found)
    {
        if (!trained) found("I5", $"a meeting at {time.StartsAt:u} before the mentor training");
        if (!Mentees.ContainsKey(time.Mentorship)) found("I5", $"a meeting of {time.Mentorship:N}, which is no pair of theirs");
        foreach (var other in Times.Values)
        {
            if (other.Slot != time.Replaces && other.Replaces != time.Slot && other.StartsAt < time.StartsAt.AddMinutes(time.Minutes) && time.StartsAt < other.StartsAt.AddMinutes(other.Minutes))
                found("I1", $"slots {other.Slot:N} and {time.Slot:N} overlap");
        }

        var year = YearOf(time);
        Judge(year, Total(year), () =>
        {
            if (!Times.TryAdd(time.Slot, time)) found("I2", $"slot {time.Slot:N} was taken twice");
        }, found);
    }

    private void End(TimeTaken time, int minutes, Action<string, string> found)
    {
        var year = YearOf(time);
        Judge(year, Total(year), () =>
        {
            Times.Remove(time.Slot);
            recorded[year] = recorded.GetValueOrDefault(year) + minutes;
        }, found);
    }

    /// <summary>A limit that was lowered below what there is leaves it as it is; it may not grow.</summary>
    private void Judge(int year, int before, Action change, Action<string, string> found)
    {
        change();
        var after = Total(year);
        if (after > policy!.HoursPerYearMax * 60 && after > before) found("I5", $"{after} minutes in the training year {year}");
    }

    /// <summary>Minutes recorded and planned; of a meeting that moves, those of its new time.</summary>
    private int Total(int year)
    {
        var replaced = Times.Values.Select(time => time.Replaces).OfType<Guid>().ToHashSet();
        return recorded.GetValueOrDefault(year) + Times.Values.Where(time => !replaced.Contains(time.Slot) && YearOf(time) == year).Sum(time => time.Minutes);
    }

    private int YearOf(TimeTaken time) => ZonedDays.TrainingYearOf(time.StartsAt, zone, policy!.YearStart);
}
