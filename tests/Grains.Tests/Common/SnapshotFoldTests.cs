using System.Text;
using OutreachSilo.Hosting;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Common;

/// <summary>Wherever a life is cut, a snapshot and the rest of its changes come to what all its changes come to.</summary>
public sealed class SnapshotFoldTests
{
    [Fact]
    public async Task Cut_anywhere_the_lives_of_all_aggregates_go_on_as_they_did()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = host.Pair(await host.Signed());
        foreach (var day in new[] { 2, 9, 16 }) Yes(await pair.Book(Booking(At(day, 10))));
        Yes(await host.Mentor(Max).Pause(new PauseMentor(Guid.NewGuid(), Max, true)));
        var week = await host.PublishedWeek(capacity: 2);
        foreach (var person in new[] { Ana, Ben, Mia })
        {
            var place = await host.Hold(person, Guid.NewGuid(), week);
            if (place.Succeeded && person == Ana) Yes(await host.Confirm(person, place.Value.Id));
            if (place.Succeeded && person == Ben) Yes(await host.Release(person, place.Value.Id));
        }

        var cuts = 0;
        foreach (var grain in host.Journal.Grains())
        {
            var entries = host.Journal.Entries(grain);
            cuts += grain[..(grain.IndexOf('/', StringComparison.Ordinal) + 1)] switch
            {
                GrainKeys.WeekPrefix => Cut<TasterWeekState>(grain, entries),
                GrainKeys.PersonPrefix => Cut<PersonState>(grain, entries),
                GrainKeys.PlacementPrefix => Cut<PlacementState>(grain, entries),
                GrainKeys.PracticePrefix => Cut<PracticeState>(grain, entries),
                GrainKeys.SchemePrefix => Cut<SchemeState>(grain, entries),
                GrainKeys.MentorPrefix => Cut<MentorState>(grain, entries),
                GrainKeys.MenteePrefix => Cut<MenteeState>(grain, entries),
                _ => Cut<MentorshipState>(grain, entries),
            };
        }

        Assert.InRange(cuts, 50, int.MaxValue);
    }

    [Fact]
    public void A_snapshot_holds_no_name_of_a_type()
    {
        var body = StateJson.Write(AWeek.Published().State).GetRawText();
        Assert.DoesNotContain("$type", body, StringComparison.Ordinal);
        Assert.DoesNotContain("OutreachSilo", body, StringComparison.Ordinal);
    }

    private static int Cut<TState>(string key, IReadOnlyList<JournalEntry> entries)
        where TState : class, IJournaledState<TState>
    {
        var whole = Fold(TState.Empty(key), entries);
        for (var cut = 0; cut <= entries.Count; cut++)
        {
            var woken = Fold(StateJson.Read<TState>(StateJson.Write(Fold(TState.Empty(key), entries.Take(cut)))), entries.Skip(cut));
            woken.CheckWhole();
            SameState.Assert(whole, woken, $"{key} cut after {cut}");
            Assert.Equal(StateJson.Write(whole).GetRawText(), StateJson.Write(woken).GetRawText());
            Assert.Equal(Encoding.UTF8.GetString(whole.ToSummary(key, cut).Body.Span), Encoding.UTF8.GetString(woken.ToSummary(key, cut).Body.Span));
        }

        return entries.Count;
    }

    private static TState Fold<TState>(TState from, IEnumerable<JournalEntry> entries)
        where TState : class, IJournaledState<TState> => entries.Aggregate(from, (state, entry) => state.Apply(ChangeCatalog.Read(entry), entry.At));
}
