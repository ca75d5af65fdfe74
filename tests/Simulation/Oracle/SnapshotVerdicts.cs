using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Oracle;

/// <summary>Every snapshot ever written is what a replay of the journal up to its version gives, and none is ahead of the journal.</summary>
internal static class SnapshotVerdicts
{
    public static IEnumerable<string> Of(Database database)
    {
        foreach (var (grain, body) in database.Snapshots.All)
        {
            var snapshot = JsonSerializer.Deserialize(body, SnapshotJson.Default.Snapshot)!;
            var entries = database.Of(grain);
            if (snapshot.Version > entries[^1].Version) yield return $"Snapshot of {grain} at {snapshot.Version} is ahead of its journal at {entries[^1].Version}";
            else if (!snapshot.State.AsSpan().SequenceEqual(Replay(grain, entries.TakeWhile(entry => entry.Version <= snapshot.Version)))) yield return $"Snapshot of {grain} at {snapshot.Version} is not what its journal says";
        }
    }

    private static byte[] Replay(string grain, IEnumerable<JournalEntry> entries) =>
        grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal) ? Replay(grain, entries, WeekSnapshot.Form)
        : grain.StartsWith(GrainKeys.PersonPrefix, StringComparison.Ordinal) ? Replay(grain, entries, PersonSnapshot.Form)
        : Replay(grain, entries, MentorSnapshot.Form);

    private static byte[] Replay<TState>(string grain, IEnumerable<JournalEntry> entries, SnapshotForm<TState> form)
        where TState : class, IJournaledState<TState>
    {
        try
        {
            return form.Write(entries.Aggregate(TState.Empty(grain), (state, entry) => state.Apply(ChangeCatalog.Read(entry), entry.At)));
        }
        catch (KeyNotFoundException)
        {
            // Without fences a journal need not make sense.
            return [];
        }
    }
}
