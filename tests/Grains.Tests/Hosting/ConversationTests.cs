using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Placements;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Hosting;

/// <summary>Placement, agenda and week together: engage, ask, write down, with replies lost and writes failing at each step.</summary>
public sealed class ConversationTests
{
    private readonly Guid command = Guid.NewGuid();

    [Fact]
    public async Task A_hold_is_confirmed_and_stands_in_week_and_agenda()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var hold = await host.Hold(Ana, command, week);
        Assert.Equal(PlaceState.Held, hold.Value?.State);
        var confirmed = await host.Confirm(Ana, command);
        Assert.Equal(PlaceState.Confirmed, confirmed.Value?.State);
        Assert.Equal(PlaceState.Confirmed, await host.StateOf(Ana));
        await Clean(host);
    }

    [Fact]
    public async Task The_intent_is_durable_before_the_week_is_asked()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        IReadOnlyList<string> before = [];
        host.AroundCalls = context =>
        {
            if (context.Grain is ITasterWeekGrain && context.ImplementationMethod.Name == nameof(ITasterWeekGrain.Hold))
                before = [.. host.Journal.Kinds(GrainKeys.Placement(command)), .. host.Journal.Kinds(GrainKeys.Person(Ana))];
            return context.Invoke();
        };
        await host.Hold(Ana, command, week);
        Assert.Equal(["placement-opened", "days-engaged"], before);
    }

    [Fact]
    public async Task A_lost_reply_is_pending_and_the_repeat_gets_the_one_place()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek(capacity: 2);
        LoseReplies(host, nameof(ITasterWeekGrain.Hold), times: 1);
        var first = await host.Hold(Ana, command, week);
        Assert.Equal(PlaceState.Asked, first.Value?.State);
        var again = await host.Hold(Ana, command, week);
        Assert.Equal(PlaceState.Held, again.Value?.State);
        Assert.Equal(1, (await host.Week(week).View()).Value!.Offers[0].Held);
        await Clean(host);
    }

    [Fact]
    public async Task After_a_lost_reply_and_a_crash_the_next_activation_settles_by_itself()
    {
        var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        LoseReplies(host, nameof(ITasterWeekGrain.Hold), times: 1);
        await host.Hold(Ana, command, week);
        host = await host.Restart();
        await using (host)
        {
            await host.Placement(command).Wake();
            Assert.Equal(["placement-opened", "placement-answered"], host.Journal.Kinds(GrainKeys.Placement(command)));
            await Clean(host);
        }
    }

    [Fact]
    public async Task A_refusal_is_remembered_over_a_crash_even_when_room_appears()
    {
        var host = await GrainHost.New();
        var week = await host.PublishedWeek(capacity: 1);
        await host.Hold(Ben, Guid.NewGuid(), week);
        var refused = await host.Hold(Ana, command, week);
        Assert.Equal(RefusalCodes.WeekFull, refused.Refusal?.Code);
        host = await host.Restart();
        await using (host)
        {
            await host.Week(week).SetCapacity(new SetCapacity(Guid.NewGuid(), "manager", TasterKind.Foundation, 5));
            var repeat = await host.Hold(Ana, command, week);
            Assert.Equal(RefusalCodes.WeekFull, repeat.Refusal?.Code);
            await Clean(host);
        }
    }

    [Fact]
    public async Task A_question_that_was_refused_when_it_was_put_again_is_refused_when_the_first_message_comes_late()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek(capacity: 1);
        Outcome<PlaceView>? bens = null;
        host.AroundCalls = async context =>
        {
            if (context.ImplementationMethod.Name == nameof(ITasterWeekGrain.Hold) && context.Grain is ITasterWeekGrain)
            {
                host.AroundCalls = next => next.Invoke();
                bens = await host.Week(week).Hold(HoldFor(Ben));
                throw new TimeoutException("The message is late.");
            }

            await context.Invoke();
        };
        Assert.Equal(PlaceState.Asked, (await host.Hold(Ana, command, week)).Value?.State);
        Assert.Equal(RefusalCodes.WeekFull, (await host.Hold(Ana, command, week)).Refusal?.Code);

        await host.Week(week).Release(On(bens!.Value!.Id, Ben));
        Assert.Equal(RefusalCodes.WeekFull, (await host.Week(week).Hold(HoldFor(Ana, id: command))).Refusal?.Code);
        await Clean(host);
    }

    [Fact]
    public async Task An_activation_that_was_overtaken_while_it_asked_writes_down_no_refusal()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek(capacity: 1);
        host.AroundCalls = async context =>
        {
            if (context.Grain is not ITasterWeekGrain || context.ImplementationMethod.Name != nameof(ITasterWeekGrain.Hold))
            {
                await context.Invoke();
                return;
            }

            host.AroundCalls = next => next.Invoke();
            await host.Week(week).Hold(HoldFor(Ben));
            await context.Invoke();
            host.Journal.Intrude(GrainKeys.Placement(command), ChangeCatalog.Write(new CallDeferred(command), 2, Noon, "system", command));
        };
        await Assert.ThrowsAsync<JournalFencedException>(() => host.Hold(Ana, command, week));
        Assert.Equal(["placement-opened", "call-deferred"], host.Journal.Kinds(GrainKeys.Placement(command)));
        Assert.Equal(RefusalCodes.WeekFull, (await GrainHost.Retry(() => host.Hold(Ana, command, week))).Refusal?.Code);
    }

    [Fact]
    public async Task A_second_confirmation_is_answered_only_when_its_answer_is_durable()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Hold(Ana, command, week);
        await host.Confirm(Ana, command);
        var second = Guid.NewGuid();
        host.Journal.BeforeStoring = (_, entries) =>
        {
            if (entries.Any(entry => entry.Command == second)) throw new JournalUnavailableException("The database is gone.");
        };
        await Assert.ThrowsAsync<JournalUnavailableException>(() => host.Confirm(Ana, command, second));
    }

    [Fact]
    public async Task A_second_confirmation_gets_its_answer_again_though_the_place_was_given_up_since()
    {
        var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Hold(Ana, command, week);
        await host.Confirm(Ana, command);
        var second = Guid.NewGuid();
        Assert.True((await host.Confirm(Ana, command, second)).Succeeded);
        host = await host.Restart();
        await using (host)
        {
            await host.Release(Ana, command);
            Assert.True((await host.Confirm(Ana, command, second)).Succeeded);
            await Clean(host);
        }
    }

    [Fact]
    public async Task Nobody_is_in_two_places_though_both_are_asked_at_once()
    {
        await using var host = await GrainHost.New();
        var weeks = await Task.WhenAll(host.PublishedWeek(practice: "K81001"), host.PublishedWeek(practice: "K81002"));
        var holds = await Task.WhenAll(weeks.Select(week => host.Hold(Ana, Guid.NewGuid(), week)));
        Assert.Equal(RefusalCodes.AgendaOverlap, Assert.Single(holds, hold => !hold.Succeeded).Refusal?.Code);
        await Clean(host);
    }

    [Fact]
    public async Task A_hold_that_ran_out_frees_the_agenda_on_the_weeks_word()
    {
        await using var host = await GrainHost.New();
        var (first, second) = (await host.PublishedWeek(practice: "K81001"), await host.PublishedWeek(practice: "K81002"));
        await host.Hold(Ana, command, first);
        host.Time.Advance(TimeSpan.FromMinutes(10));
        while (!host.Journal.Kinds(GrainKeys.Person(Ana)).Contains("disengaged"))
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(25));
            await Task.Yield();
        }

        var hold = await host.Hold(Ana, Guid.NewGuid(), second);
        Assert.Equal(PlaceState.Held, hold.Value?.State);
        await Clean(host);
    }

    [Fact]
    public async Task An_offer_is_accepted_only_when_the_agenda_has_room()
    {
        await using var host = await GrainHost.New();
        var (full, other) = (await host.PublishedWeek(practice: "K81001"), await host.PublishedWeek(practice: "K81002"));
        var bens = await host.Hold(Ben, Guid.NewGuid(), full);
        await host.Join(Ana, command, full);
        var elsewhere = await host.Hold(Ana, Guid.NewGuid(), other);
        await host.Release(Ben, bens.Value!.Id);

        var clash = await host.Accept(Ana, command);
        Assert.Equal(RefusalCodes.AgendaOverlap, clash.Refusal?.Code);
        await host.Release(Ana, elsewhere.Value!.Id);
        var accepted = await host.Accept(Ana, command);
        Assert.Equal(PlaceState.Confirmed, accepted.Value?.State);
        await Clean(host);
    }

    [Fact]
    public async Task An_offer_that_comes_while_the_agenda_is_not_asked_is_not_taken()
    {
        await using var host = await GrainHost.New();
        var (full, other) = (await host.PublishedWeek(practice: "K81001"), await host.PublishedWeek(practice: "K81002"));
        var bens = await host.Hold(Ben, Guid.NewGuid(), full);
        await host.Join(Ana, command, full);
        await host.Hold(Ana, Guid.NewGuid(), other);
        host.AroundCalls = async context =>
        {
            await context.Invoke();
            if (context.ImplementationMethod.Name == nameof(ITasterWeekGrain.Place)) await host.Week(full).Release(On(bens.Value!.Id, Ben));
        };

        var accepted = await host.Accept(Ana, command);
        Assert.Equal(RefusalCodes.PlaceNotOffered, accepted.Refusal?.Code);
        await Clean(host);
    }

    [Fact]
    public async Task A_lost_reply_to_an_acceptance_is_put_again()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var bens = await host.Hold(Ben, Guid.NewGuid(), week);
        await host.Join(Ana, command, week);
        await host.Release(Ben, bens.Value!.Id);
        LoseReplies(host, nameof(ITasterWeekGrain.Accept), times: 1);
        var acceptance = Guid.NewGuid();
        await Assert.ThrowsAsync<TimeoutException>(() => host.Accept(Ana, command, acceptance));
        Assert.Equal(PlaceState.Confirmed, (await host.Accept(Ana, command, acceptance)).Value?.State);
        Assert.Equal(PlaceState.Confirmed, await host.StateOf(Ana));
        await Clean(host);
    }

    [Fact]
    public async Task An_acceptance_put_again_is_not_refused_on_an_outdated_sight_of_the_week()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var bens = await host.Hold(Ben, Guid.NewGuid(), week);
        await host.Join(Ana, command, week);
        var outdated = await host.Week(week).Place(command);
        await host.Release(Ben, bens.Value!.Id);
        LoseReplies(host, nameof(ITasterWeekGrain.Accept), times: 1);
        var acceptance = Guid.NewGuid();
        await Assert.ThrowsAsync<TimeoutException>(() => host.Accept(Ana, command, acceptance));
        ShowOutdated(host, outdated);

        var answer = await host.Accept(Ana, command, acceptance);

        host.AroundCalls = context => context.Invoke();
        Assert.Equal(PlaceState.Confirmed, answer.Value?.State);
        Assert.DoesNotContain("placement-refused", host.Journal.Kinds(GrainKeys.Placement(command)));
        await Clean(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_acceptance_of_what_is_known_to_be_offered_is_not_refused_on_an_outdated_sight_of_the_week(bool isLost)
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var bens = await host.Hold(Ben, Guid.NewGuid(), week);
        await host.Join(Ana, command, week);
        var outdated = await host.Week(week).Place(command);
        await host.Release(Ben, bens.Value!.Id);
        var acceptance = Guid.NewGuid();
        if (isLost)
        {
            LoseReplies(host, nameof(ITasterWeekGrain.Accept), times: 1);
            await Assert.ThrowsAsync<TimeoutException>(() => host.Accept(Ana, command, acceptance));
        }

        else
        {
            host.Time.Advance(TimeSpan.FromDays(1));
            await host.Placement(command).Wake();
        }

        ShowOutdated(host, outdated);
        Assert.Equal(PlaceState.Confirmed, (await host.Accept(Ana, command, acceptance)).Value?.State);

        host.AroundCalls = context => context.Invoke();
        Assert.DoesNotContain("placement-refused", host.Journal.Kinds(GrainKeys.Placement(command)));
        Assert.Equal(PlaceState.Confirmed, (await host.Accept(Ana, command, acceptance)).Value?.State);
        await Clean(host);
    }

    [Fact]
    public async Task A_full_week_costs_whoever_is_refused_no_question_and_no_row_in_the_agenda()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek(capacity: 1);
        await host.Hold(Ben, Guid.NewGuid(), week);
        var asked = 0;
        host.AroundCalls = context =>
        {
            if (context.Grain is ITasterWeekGrain && context.ImplementationMethod.Name is nameof(ITasterWeekGrain.Hold) or nameof(ITasterWeekGrain.JoinWaitingList)) asked++;
            return context.Invoke();
        };

        Assert.Equal(RefusalCodes.WeekFull, (await host.Hold(Ana, command, week)).Refusal?.Code);
        Assert.Equal(RefusalCodes.WeekFull, (await host.Hold(Ana, command, week)).Refusal?.Code);
        Assert.Equal(["placement-opened", "placement-refused"], host.Journal.Kinds(GrainKeys.Placement(command)));
        Assert.Empty(host.Journal.Kinds(GrainKeys.Person(Ana)));
        Assert.Equal(0, asked);
        await Clean(host);
    }

    [Fact]
    public async Task A_place_that_was_taken_meanwhile_is_refused_for_good_and_its_half_days_are_given_back()
    {
        await using var host = await GrainHost.New();
        var (full, other) = (await host.PublishedWeek(practice: "K81001"), await host.PublishedWeek(practice: "K81002"));
        var opening = new OpenPlacement(command, Ana, full, TasterKind.Foundation) { HalfDays = HalfDays.WholeWeek, HostName = Host.Name };
        var bens = await host.Hold(Ben, Guid.NewGuid(), full);
        Assert.Equal(RefusalCodes.WeekFull, (await host.Placement(command).Hold(opening)).Refusal?.Code);
        Assert.Equal(PlaceState.Held, (await host.Hold(Ana, Guid.NewGuid(), other)).Value?.State);

        await host.Release(Ben, bens.Value!.Id);
        Assert.Equal(RefusalCodes.WeekFull, (await host.Week(full).Hold(HoldFor(Ana, id: command))).Refusal?.Code);
        Assert.Equal(RefusalCodes.WeekFull, (await host.Placement(command).Hold(opening)).Refusal?.Code);
        Assert.Equal(["days-engaged", "disengaged", "days-engaged"], host.Journal.Kinds(GrainKeys.Person(Ana)));
        await Clean(host);
    }

    [Fact]
    public async Task A_placement_of_somebody_else_is_unknown_and_keeps_nothing_of_it()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Hold(Ana, command, week);
        await host.Placement(command).Wake();
        var before = host.Journal.Kinds(GrainKeys.Placement(command)).Count;
        Assert.Equal(RefusalCodes.PlaceUnknown, (await host.Confirm(Ben, command)).Refusal?.Code);
        Assert.Equal(RefusalCodes.PlaceUnknown, (await host.Release(Ben, command)).Refusal?.Code);
        Assert.Equal(RefusalCodes.PlaceUnknown, (await host.Hold(Ben, command, week)).Refusal?.Code);
        Assert.Equal(RefusalCodes.PlaceUnknown, (await host.Confirm(Ben, Guid.NewGuid())).Refusal?.Code);
        Assert.Equal(before, host.Journal.Kinds(GrainKeys.Placement(command)).Count);
        await Clean(host);
    }

    [Fact]
    public async Task A_release_whose_reply_is_lost_is_sent_again_though_nobody_asks_and_later_each_time()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Hold(Ana, command, week);
        await host.Confirm(Ana, command);
        LoseReplies(host, nameof(ITasterWeekGrain.Release), times: 3);
        await Assert.ThrowsAsync<TimeoutException>(() => host.Release(Ana, command));
        Assert.Equal(RefusalCodes.PlacePending, (await host.Confirm(Ana, command)).Refusal?.Code);
        while (host.Journal.Kinds(GrainKeys.Placement(command))[^1] != "placement-answered")
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(25));
            await Task.Yield();
        }

        Assert.Equal(["placement-asked", "call-deferred", "call-deferred", "placement-answered"], host.Journal.Kinds(GrainKeys.Placement(command)).TakeLast(4));
        Assert.Equal(PlaceState.Withdrawn, await host.StateOf(Ana));
        await Clean(host);
    }

    [Fact]
    public async Task Overdue_holds_end_and_open_questions_are_put_though_nobody_calls()
    {
        var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Hold(Ana, command, week);
        host.Time.Advance(TimeSpan.FromMinutes(11));
        host = await host.Restart();
        await using (host)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            host.Journal.AfterStoring = (_, entries) =>
            {
                if (entries.Any(entry => entry.Kind == "place-expired")) ended.TrySetResult();
            };
            if (!host.Journal.Kinds(week.ToString()).Contains("place-expired"))
            {
                host.Time.Advance(TimeSpan.FromSeconds(1));
                await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
            }

            Assert.Equal(1, (await host.Week(week).View()).Value!.Offers[0].Free);
        }
    }

    private static void LoseReplies(GrainHost host, string method, int times) => host.AroundCalls = async context =>
    {
        await context.Invoke();
        if (context.Grain is ITasterWeekGrain && context.ImplementationMethod.Name == method && times-- > 0) throw new TimeoutException("The reply was lost.");
    };

    /// <summary>From here on weeks show this place as it was.</summary>
    private static void ShowOutdated(GrainHost host, Outcome<PlaceView> outdated) => host.AroundCalls = async context =>
    {
        await context.Invoke();
        if (context.Grain is ITasterWeekGrain && context.InterfaceMethod.Name == nameof(ITasterWeekGrain.Place)) context.Result = outdated;
    };

    private static async Task Clean(GrainHost host)
    {
        foreach (var grain in host.Journal.Grains().Where(grain => grain.StartsWith(GrainKeys.PlacementPrefix, StringComparison.Ordinal)))
            await GrainHost.Retry(async () => await Woken(host.Grains.GetGrain<IPlacementGrain>(grain)));
        var report = await host.Services.GetRequiredService<Auditor>().Run(CancellationToken.None);
        Assert.True(report.IsClean, string.Join('\n', report.Findings));
    }

    private static async Task<bool> Woken(IPlacementGrain placement)
    {
        await placement.Wake();
        return true;
    }
}
