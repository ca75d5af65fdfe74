using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>The auditor's own account of an agenda: what time is set aside for what.</summary>
internal sealed class AuditedAgenda : IAggregateAudit
{
    private readonly Dictionary<Guid, DaysEngaged> days = [];
    private readonly Dictionary<Guid, Engaged> meetings = [];
    private readonly HashSet<Guid> known = [];

    /// <summary>Whether half-days are set aside for a place.</summary>
    public bool Keeps(Guid place, HalfDays halfDays) => days.Values.Any(claim => claim.Entry == place && claim.HalfDays == halfDays);

    /// <summary>True while time is set aside under this id.</summary>
    public bool IsEngaged(Guid id) => meetings.ContainsKey(id);

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        switch (change)
        {
            case DaysEngaged x:
                Set(x, entry, found);
                break;
            case Engaged x:
                Set(x, entry, found);
                break;
            case Disengaged x:
                days.Remove(x.Id);
                meetings.Remove(x.Id);
                break;
            case EngagementRefused x when days.ContainsKey(x.Id) || meetings.ContainsKey(x.Id):
                found("I9", $"{x.Id:N} was set aside and is refused at version {entry.Version}");
                break;
        }
    }

    /// <summary>I2: what takes time is known to those whom it is for.</summary>
    public void Compare(string key, Audits audits)
    {
        foreach (var claim in days.Values)
            if (audits.Find(claim.Source) is null) audits.Found("I2", key, $"{claim.Source} is in the agenda and nowhere else");
    }

    /// <summary>I10: what time is set aside for is not at the time of a place.</summary>
    public void Compare(WeekId week, HalfDays halfDays, Action<string> found)
    {
        foreach (var meeting in meetings.Values)
            if (HalfDayTimes.Of(meeting.StartsAt, meeting.Minutes, week).Overlaps(halfDays)) found($"in {meeting.Source} and at {week} at once");
    }

    private void Set(DaysEngaged claim, JournalEntry entry, Action<string, string> found)
    {
        if (!known.Add(claim.Id)) found("I2", $"half-days {claim.Id:N} are set aside twice");
        foreach (var other in days.Values)
        {
            if (other.Week.Monday == claim.Week.Monday && other.HalfDays.Overlaps(claim.HalfDays))
                found("I10", $"places {claim.Entry:N} and {other.Entry:N} overlap at version {entry.Version}");
        }

        days[claim.Id] = claim;
    }

    private void Set(Engaged meeting, JournalEntry entry, Action<string, string> found)
    {
        if (!known.Add(meeting.Id)) found("I2", $"engagement {meeting.Id:N} was taken twice");
        foreach (var other in meetings.Values)
        {
            if (other.Id != meeting.Replaces && other.Replaces != meeting.Id && other.StartsAt < meeting.StartsAt.AddMinutes(meeting.Minutes)
                && meeting.StartsAt < other.StartsAt.AddMinutes(other.Minutes))
                found("I10", $"in {other.Source} and {meeting.Source} at once at version {entry.Version}");
        }

        meetings[meeting.Id] = meeting;
    }
}
