using OutreachSilo.Common;
using OutreachSilo.Faults.Crowd;
using OutreachSilo.Faults.Running;
using OutreachSilo.Tasters;

namespace OutreachSilo.Faults.Oracle;

/// <summary>What the journal says of the weeks: an account of its own, apart from the grains' and the auditor's.</summary>
internal sealed class Stored
{
    private readonly Dictionary<(StepKind, Guid), int> times = [];
    private readonly Dictionary<(string Week, string Person), int> holds = [];
    private readonly Dictionary<string, (int Held, int Confirmed)> weeks = [];

    private Stored()
    {
    }

    public static async Task<Stored> Read(StoppedJournal journal)
    {
        var stored = new Stored();
        var states = new Dictionary<Guid, (string Week, PlaceState State)>();
        await foreach (var row in journal.Scan.ByGrain(CancellationToken.None))
        {
            if (!row.Grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal)) continue;
            switch (ChangeCatalog.Read(row.Entry))
            {
                case PlaceHeld held:
                    Count(stored.times, (StepKind.Hold, held.Place));
                    Count(stored.holds, (row.Grain, held.Person));
                    states[held.Place] = (row.Grain, PlaceState.Held);
                    break;
                case PlaceConfirmed confirmed:
                    Count(stored.times, (StepKind.Confirm, confirmed.Place));
                    states[confirmed.Place] = (row.Grain, PlaceState.Confirmed);
                    break;
                case PlaceReleased released:
                    Count(stored.times, (StepKind.Release, released.Place));
                    states.Remove(released.Place);
                    break;
                case PlaceWithdrawn withdrawn:
                    Count(stored.times, (StepKind.Release, withdrawn.Place));
                    states.Remove(withdrawn.Place);
                    break;
                case PlaceExpired expired:
                    states.Remove(expired.Place);
                    break;
            }
        }

        foreach (var week in Town.AllWeeks)
        {
            var of = states.Values.Where(place => place.Week == week.ToString()).Select(place => place.State).ToList();
            stored.weeks[week.ToString()] = (of.Count(state => state == PlaceState.Held), of.Count(state => state == PlaceState.Confirmed));
        }

        return stored;
    }

    /// <summary>How often a place was held, confirmed or given up.</summary>
    public int Times(StepKind kind, Guid place) => times.GetValueOrDefault((kind, place));

    /// <summary>How many places a person was given in a week, ended ones too.</summary>
    public int Holds(WeekId week, string person) => holds.GetValueOrDefault((week.ToString(), person));

    public (int Held, int Confirmed) Room(WeekId week) => weeks[week.ToString()];

    private static void Count<T>(Dictionary<T, int> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
