using System.Text;
using System.Text.Json.Nodes;
using OutreachSilo.Hosting;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Tasters;
using static OutreachSilo.Mentoring.APair;

namespace OutreachSilo.Common;

/// <summary>Wherever a life is cut, a snapshot and the rest of its changes come to what all its changes come to.</summary>
public sealed class SnapshotFoldTests
{
    [Fact]
    public async Task Cut_anywhere_the_lives_of_people_and_mentors_go_on_as_they_did()
    {
        await using var host = await GrainHost.New();
        await host.Begin();
        var pair = host.Pair(await host.Signed());
        foreach (var day in new[] { 2, 9, 16 }) Yes(await pair.Book(Booking(At(day, 10))));
        Yes(await host.Mentor(Max).Pause(new PauseMentor(Guid.NewGuid(), Max, true)));
        var week = await host.PublishedWeek(capacity: 2);
        foreach (var person in new[] { Ana, Ben, Mia })
        {
            var place = await host.Person(person).Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation));
            if (place.Succeeded && person == Ana) Yes(await host.Person(person).Confirm(new ActOnPlace(Guid.NewGuid(), place.Value.Id)));
            if (place.Succeeded && person == Ben) Yes(await host.Person(person).Release(new ActOnPlace(Guid.NewGuid(), place.Value.Id)));
        }

        var cuts = 0;
        foreach (var grain in host.Journal.Grains())
        {
            var entries = host.Journal.Entries(grain);
            if (grain.StartsWith(GrainKeys.WeekPrefix, StringComparison.Ordinal)) cuts += Cut(grain, entries, WeekSnapshot.Form);
            else if (grain.StartsWith(GrainKeys.PersonPrefix, StringComparison.Ordinal)) cuts += Cut(grain, entries, PersonSnapshot.Form);
            else if (grain.StartsWith(GrainKeys.MentorPrefix, StringComparison.Ordinal)) cuts += Cut(grain, entries, MentorSnapshot.Form);
        }

        Assert.InRange(cuts, 30, int.MaxValue);
    }

    [Fact]
    public void Only_the_last_answers_are_kept_in_their_order()
    {
        var log = Enumerable.Range(1, 400).Aggregate(AnswerLog.Empty, (log, number) => log.With(new Guid(number, 0, 0, new byte[8]), $"{number}", number % 2 == 0 ? "No" : null, "because"));
        var again = AnswerLog.From(log.Kept);
        Assert.Equal(log.Kept.AsEnumerable(), again.Kept.AsEnumerable());
        Assert.Equal(300, again.Kept.Length);
        Assert.Equal(again.With(Guid.NewGuid(), "x").Kept[0], log.Kept[1]);
    }

    [Fact]
    public void A_snapshot_holds_no_name_of_a_type()
    {
        var body = Encoding.UTF8.GetString(WeekSnapshot.Form.Write(AWeek.Published().State));
        Assert.DoesNotContain("$type", body, StringComparison.Ordinal);
        Assert.DoesNotContain("OutreachSilo", body, StringComparison.Ordinal);
    }

    internal static int Cut<TState>(string key, IReadOnlyList<JournalEntry> entries, SnapshotForm<TState> form)
        where TState : class, IJournaledState<TState>
    {
        var whole = form.Write(Fold(TState.Empty(key), entries));
        for (var cut = 1; cut <= entries.Count; cut++)
        {
            var woken = Fold(form.Read(key, form.Write(Fold(TState.Empty(key), entries.Take(cut)))), entries.Skip(cut));
            woken.CheckWhole();
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(whole), JsonNode.Parse(form.Write(woken))), $"{key} cut after {cut}");
            Assert.Equal(Encoding.UTF8.GetString(Fold(TState.Empty(key), entries).ToSummary(key, cut).Body.Span), Encoding.UTF8.GetString(woken.ToSummary(key, cut).Body.Span));
        }

        return entries.Count;
    }

    private static TState Fold<TState>(TState from, IEnumerable<JournalEntry> entries)
        where TState : class, IJournaledState<TState> => entries.Aggregate(from, (state, entry) => state.Apply(ChangeCatalog.Read(entry), entry.At));
}
