using OutreachSilo.Common;
using OutreachSilo.People;
using OutreachSilo.Tasters;

namespace OutreachSilo.Hosting;

public sealed class SummaryCatchUpTests
{
    [Fact]
    public async Task A_start_makes_anew_the_summaries_that_a_killed_process_owed()
    {
        await using var first = await GrainHost.New();
        var week = await first.PublishedWeek();
        await first.Person("ana").Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation));
        var before = await All(first.Journal);
        Assert.NotEmpty(before);

        first.Journal.ForgetSummaries();
        await using var second = await first.Restart();
        await second.CaughtUp();
        foreach (var row in before) Assert.Equal(Text(row), Text((await All(second.Journal)).Single(one => one.Grain == row.Grain)));
    }

    [Fact]
    public async Task A_process_that_goes_on_makes_anew_what_another_owed_that_has_fallen_silent()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Person("ana").Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation));
        await host.CaughtUp();

        var made = host.Journal.Abandon(host.Time.GetUtcNow());
        Assert.NotEmpty(await host.Journal.Behind(CancellationToken.None));
        while (!made.IsCompleted)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        Assert.Empty(await host.Journal.Behind(CancellationToken.None));
    }

    [Fact]
    public void A_person_with_nothing_open_needs_no_summary()
    {
        var person = PersonState.Empty(GrainKeys.Person("ana"));
        Assert.False(((ISummarySource)person).IsListed);
        var asking = person.Apply(new PlaceAsked(Guid.NewGuid(), AWeek.Id, TasterKind.Foundation, HalfDays.WholeWeek, "Mill Surgery", PersonAction.Hold), GrainHost.Start);
        Assert.True(((ISummarySource)asking).IsListed);
    }

    private static async Task<List<SummaryRow>> All(MemoryJournal journal)
    {
        var rows = new List<SummaryRow>();
        await foreach (var row in journal.Summaries(null, CancellationToken.None)) rows.Add(row);
        return rows;
    }

    private static (string, long, string, string) Text(SummaryRow row) => (row.Grain, row.Version, row.Kind, System.Text.Encoding.UTF8.GetString(row.Body.Span));
}
