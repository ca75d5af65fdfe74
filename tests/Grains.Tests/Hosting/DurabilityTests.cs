using OutreachSilo.Common;
using OutreachSilo.Tasters;
using static OutreachSilo.Hosting.GrainHost;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Hosting;

/// <summary>A leaf and its journal: nothing is told before it is durable, and a failed append drops everything that was decided on top of it.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public async Task Neither_a_success_nor_the_refusal_that_rests_on_it_is_told_before_it_is_durable()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 1));
        var flush = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Journal.Hold = flush.Task;
        var first = week.Hold(HoldFor(Ana));
        var second = week.Hold(HoldFor(Ben));
        var view = await week.View();
        Assert.Equal(0, view.Value!.Offers[0].Held);
        Assert.False(first.IsCompleted || second.IsCompleted);

        flush.SetResult();
        Assert.True((await first).Succeeded);
        Assert.Equal(RefusalCodes.WeekFull, (await second).Refusal?.Code);
    }

    [Fact]
    public async Task When_the_append_fails_everybody_waiting_gets_a_fault_and_the_place_is_free()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 1));
        var flush = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Journal.Hold = flush.Task;
        host.Journal.BeforeStoring = (_, _) => throw new JournalUnavailableException("The database is gone.");
        var first = week.Hold(HoldFor(Ana));
        var second = week.Hold(HoldFor(Ben));
        await week.View();
        flush.SetResult();
        await Assert.ThrowsAsync<JournalUnavailableException>(() => first);
        await Assert.ThrowsAnyAsync<JournalException>(() => second);

        host.Journal.BeforeStoring = (_, _) => { };
        Assert.Equal(PlaceState.Held, (await Retry(() => week.Hold(HoldFor(Cleo)))).Value?.State);
    }

    [Fact]
    public async Task A_commit_whose_answer_was_lost_is_found_by_the_repeat()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 1));
        var hold = HoldFor(Ana);
        host.Journal.AfterStoring = (_, _) => throw new JournalOutcomeUnknownException("The answer was lost.");
        await Assert.ThrowsAsync<JournalOutcomeUnknownException>(() => week.Hold(hold));
        host.Journal.AfterStoring = (_, _) => { };
        Assert.Equal(PlaceState.Held, (await Retry(() => week.Hold(hold))).Value?.State);
        Assert.Equal(["week-published", "place-held"], host.Journal.Kinds(Id.ToString()));
    }

    [Fact]
    public async Task An_activation_that_was_overtaken_is_fenced_and_the_next_one_knows_the_truth()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 1));
        var bens = HoldFor(Ben);
        host.Journal.Intrude(Id.ToString(), ChangeCatalog.Write(new PlaceHeld(bens.Id, Ben, TasterKind.Foundation, HalfDays.WholeWeek, Noon.AddMinutes(10)), 2, Noon, Ben, bens.Id));
        await Assert.ThrowsAsync<JournalFencedException>(() => week.Hold(HoldFor(Ana)));
        Assert.Equal(RefusalCodes.WeekFull, (await Retry(() => week.Hold(HoldFor(Ana)))).Refusal?.Code);
    }

    [Fact]
    public async Task An_activation_that_was_overtaken_unawares_refuses_nobody()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 1));
        var bens = await week.Hold(HoldFor(Ben));
        host.Journal.Intrude(Id.ToString(), ChangeCatalog.Write(new PlaceReleased(bens.Value!.Id), 3, Noon, Ben, Guid.NewGuid()));
        await Assert.ThrowsAsync<JournalFencedException>(() => week.Hold(HoldFor(Ana)));
        Assert.True((await Retry(() => week.Hold(HoldFor(Ana)))).Succeeded);
    }

    [Fact]
    public async Task An_activation_that_was_overtaken_unawares_ends_when_it_is_woken_in_vain()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 1));
        var bens = HoldFor(Ben);
        host.Journal.Intrude(Id.ToString(), ChangeCatalog.Write(new PlaceHeld(bens.Id, Ben, TasterKind.Foundation, HalfDays.WholeWeek, Noon.AddMinutes(10)), 2, Noon, Ben, bens.Id));
        host.Time.Advance(TimeSpan.FromMinutes(11));
        await week.Wake();
        await week.Wake();
        Assert.Equal(["week-published", "place-held", "place-expired"], host.Journal.Kinds(Id.ToString()));
    }

    [Fact]
    public async Task Many_at_once_get_exactly_the_places_there_are_and_whoever_looks_first_costs_no_append()
    {
        await using var host = await GrainHost.New();
        var week = host.Week(await host.PublishedWeek(capacity: 7));
        var answers = await Task.WhenAll(Enumerable.Range(1, 500).Select(person => week.Hold(HoldFor($"{person:x32}"))));
        Assert.Equal(7, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(RefusalCodes.WeekFull, answer.Refusal!.Code));

        var appends = host.Journal.Appends;
        var looks = await Task.WhenAll(Enumerable.Range(1, 500).Select(_ => week.Quote(Guid.NewGuid(), TasterKind.Foundation, waits: false)));
        Assert.All(looks, look => Assert.Equal(RefusalCodes.WeekFull, look.Value!.Refusal?.Code));
        Assert.Equal(appends, host.Journal.Appends);
    }
}
