using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Oracle;

/// <summary>Every snapshot ever written is what a replay of the journal up to its version gives, and reads as that; none is ahead of the journal.</summary>
internal static class SnapshotVerdicts
{
    public static IEnumerable<string> Of(Database database)
    {
        foreach (var (grain, body) in database.Snapshots.All)
        {
            var snapshot = JsonSerializer.Deserialize<Snapshot>(body)!;
            var entries = database.Of(grain);
            if (snapshot.Version > entries[^1].Version) yield return $"Snapshot of {grain} at {snapshot.Version} is ahead of its journal at {entries[^1].Version}";
            else if (!IsReplay(grain, entries.TakeWhile(entry => entry.Version <= snapshot.Version), snapshot.State)) yield return $"Snapshot of {grain} at {snapshot.Version} is not what its journal says";
        }
    }

    private static bool IsReplay(string grain, IEnumerable<JournalEntry> entries, JsonElement state) =>
        grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal) ? IsReplay<TasterWeekState>(grain, entries, state)
        : grain.StartsWith(GrainKeys.PersonPrefix, StringComparison.Ordinal) ? IsReplay<PersonState>(grain, entries, state)
        : grain.StartsWith(GrainKeys.PlacementPrefix, StringComparison.Ordinal) ? IsReplay<PlacementState>(grain, entries, state)
        : grain.StartsWith(GrainKeys.MentorPrefix, StringComparison.Ordinal) ? IsReplay<MentorState>(grain, entries, state)
        : grain.StartsWith(GrainKeys.MenteePrefix, StringComparison.Ordinal) ? IsReplay<MenteeState>(grain, entries, state)
        : grain.StartsWith(GrainKeys.MentorshipPrefix, StringComparison.Ordinal) ? IsReplay<MentorshipState>(grain, entries, state)
        : IsReplay<SchemeState>(grain, entries, state);

    private static bool IsReplay<TState>(string grain, IEnumerable<JournalEntry> entries, JsonElement state)
        where TState : class, IJournaledState<TState>
    {
        try
        {
            var replayed = StateJson.Write(entries.Aggregate(TState.Empty(grain), (before, entry) => before.Apply(ChangeCatalog.Read(entry), entry.At)));
            return JsonElement.DeepEquals(replayed, state) && JsonElement.DeepEquals(replayed, StateJson.Write(StateJson.Read<TState>(state)));
        }
        catch (KeyNotFoundException)
        {
            // Without fences a journal need not make sense.
            return false;
        }
    }
}
