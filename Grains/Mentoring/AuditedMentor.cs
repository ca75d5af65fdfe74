using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>The auditor's own account of a mentor: room, calendar and ledger counted afresh after every version.</summary>
internal sealed class AuditedMentor
{
    private readonly Dictionary<int, int> recorded = [];
    private ProgrammePolicy? policy;
    private string zone = "";
    private bool trained;

    public Dictionary<Guid, string> Mentees { get; } = [];

    public Dictionary<Guid, TimeTaken> Times { get; } = [];

    public void Take(Change change, Action<string, string> found)
    {
        switch (change)
        {
            case MentorEnrolled x:
                (policy, zone) = (x.Policy, x.Zone);
                break;
            case MentorHoursRecorded x:
                trained |= x.Kind == HoursKind.Training;
                Record(TrainingYear.Of(x.Day, policy!.YearStart), x.Minutes, found);
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
            case TimeEnded x when Times.Remove(x.Slot, out var time) && x.Minutes is { } minutes:
                Record(YearOf(time), minutes, found);
                break;
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

        if (!Times.TryAdd(time.Slot, time)) found("I2", $"slot {time.Slot:N} was taken twice");
        Record(YearOf(time), 0, found);
    }

    private void Record(int year, int minutes, Action<string, string> found)
    {
        recorded[year] = recorded.GetValueOrDefault(year) + minutes;
        var replaced = Times.Values.Select(time => time.Replaces).OfType<Guid>().ToHashSet();
        var planned = Times.Values.Where(time => !replaced.Contains(time.Slot) && YearOf(time) == year).Sum(time => time.Minutes);
        if (recorded[year] + planned > policy!.HoursPerYearMax * 60) found("I5", $"{recorded[year] + planned} minutes in the training year {year}");
    }

    private int YearOf(TimeTaken time) => ZonedDays.TrainingYearOf(time.StartsAt, zone, policy!.YearStart);
}
