using OutreachSilo.People;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>The auditor's own account of an agenda: which half-days are set aside for which place.</summary>
internal sealed class AuditedAgenda
{
    private readonly Dictionary<Guid, DaysEngaged> claims = [];
    private readonly HashSet<Guid> known = [];

    /// <summary>Keys of those that half-days are set aside for, or that are waited for.</summary>
    public IEnumerable<string> Sources => claims.Values.Select(claim => claim.Source);

    /// <summary>Whether half-days are set aside for a place.</summary>
    public bool Keeps(Guid place, HalfDays halfDays) => claims.Values.Any(claim => claim.Entry == place && claim.HalfDays == halfDays);

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        switch (change)
        {
            case DaysEngaged x:
                if (!known.Add(x.Id)) found("I2", $"half-days {x.Id:N} are set aside twice");
                foreach (var other in claims.Values)
                {
                    if (other.Week.Monday == x.Week.Monday && other.HalfDays.Overlaps(x.HalfDays))
                        found("I10", $"places {x.Entry:N} and {other.Entry:N} overlap at version {entry.Version}");
                }

                claims[x.Id] = x;
                break;
            case Disengaged x:
                claims.Remove(x.Id);
                break;
            case EngagementRefused x when claims.ContainsKey(x.Id):
                found("I9", $"half-days {x.Id:N} were set aside and are refused at version {entry.Version}");
                break;
        }
    }
}
