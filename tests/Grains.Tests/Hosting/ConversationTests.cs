using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.People;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Hosting;

/// <summary>Person and week together: hold, ask, settle, with replies lost and writes failing at each step.</summary>
public sealed class ConversationTests
{
    private readonly Guid command = Guid.NewGuid();
    private readonly Guid given = Guid.NewGuid();

    [Fact]
    public async Task A_hold_is_confirmed_and_stands_in_week_and_agenda()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var hold = await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
        Assert.Equal(PlaceState.Held, hold.Value?.State);
        var confirmed = await host.Person(Ana).Confirm(new ActOnPlace(Guid.NewGuid(), command));
        Assert.Equal(PlaceState.Confirmed, confirmed.Value?.State);
        Assert.Equal(PlaceState.Confirmed, Assert.Single((await host.Person(Ana).Agenda()).Entries).State);
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
            if (context.ImplementationMethod.Name == nameof(ITasterWeekGrain.Hold)) before = host.Journal.Kinds(GrainKeys.Person(Ana));
            return context.Invoke();
        };
        await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
        Assert.Equal(["place-asked"], before);
    }

    [Fact]
    public async Task A_lost_reply_is_pending_and_the_repeat_gets_the_one_place()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek(capacity: 2);
        LoseReplies(host, nameof(ITasterWeekGrain.Hold), times: 1);
        var first = await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
        Assert.Equal(PlaceState.Asked, first.Value?.State);
        var again = await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
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
        await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
        host = await host.Restart();
        await using (host)
        {
            await host.Person(Ana).Wake();
            Assert.Equal(["place-asked", "place-asked-again", "place-settled"], host.Journal.Kinds(GrainKeys.Person(Ana)));
            await Clean(host);
        }
    }

    [Fact]
    public async Task A_refusal_is_remembered_over_a_crash_even_when_room_appears()
    {
        var host = await GrainHost.New();
        var week = await host.PublishedWeek(capacity: 1);
        await host.Person(Ben).Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation));
        var refused = await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
        Assert.Equal(RefusalCodes.WeekFull, refused.Refusal?.Code);
        host = await host.Restart();
        await using (host)
        {
            await host.Week(week).SetCapacity(new SetCapacity(Guid.NewGuid(), "manager", TasterKind.Foundation, 5));
            var repeat = await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
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
        Assert.Equal(PlaceState.Asked, (await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation))).Value?.State);
        Assert.Equal(RefusalCodes.WeekFull, (await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation))).Refusal?.Code);

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
            host.Journal.Intrude(GrainKeys.Person(Ana), ChangeCatalog.Write(new PlaceAskedAgain(command), 2, Noon, "system", command));
        };
        Assert.Equal(PlaceState.Asked, (await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation))).Value?.State);
        Assert.Equal(["place-asked", "place-asked-again"], host.Journal.Kinds(GrainKeys.Person(Ana)));
    }

    [Fact]
    public async Task An_activation_that_was_overtaken_unawares_ends_when_a_week_contradicts_its_agenda()
    {
        await using var host = await GrainHost.New();
        await GiveUpOneForAnotherBehindTheAgenda(host);
        var version = host.Journal.Kinds(GrainKeys.Person(Ana)).Count;
        host.Journal.Intrude(GrainKeys.Person(Ana), ChangeCatalog.Write(new PlaceSettled(given, HalfDays.WholeWeek, PlaceState.Released, null), ++version, Noon, Ana, Guid.NewGuid()));
        host.Journal.Intrude(GrainKeys.Person(Ana), ChangeCatalog.Write(new PlaceSettled(command, HalfDays.WholeWeek, PlaceState.Confirmed, null), ++version, Noon, Ana, Guid.NewGuid()));
        var acceptance = new ActOnPlace(Guid.NewGuid(), command);
        await Assert.ThrowsAsync<JournalFencedException>(() => host.Person(Ana).Accept(acceptance));
        Assert.Equal(PlaceState.Confirmed, (await GrainHost.Retry(() => host.Person(Ana).Accept(acceptance))).Value?.State);
        await Clean(host);
    }

    [Fact]
    public async Task A_week_that_contradicts_an_agenda_which_nobody_overtook_is_no_fault_to_try_again()
    {
        await using var host = await GrainHost.New();
        await GiveUpOneForAnotherBehindTheAgenda(host);
        var broken = await Assert.ThrowsAnyAsync<Exception>(() => host.Person(Ana).Accept(new ActOnPlace(Guid.NewGuid(), command)));
        Assert.IsNotAssignableFrom<IFault>(broken);
    }

    [Fact]
    public async Task A_second_confirmation_is_answered_only_when_its_answer_is_durable()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
        await host.Person(Ana).Confirm(new ActOnPlace(Guid.NewGuid(), command));
        var second = new ActOnPlace(Guid.NewGuid(), command);
        host.Journal.BeforeStoring = (_, entries) =>
        {
            if (entries.Any(entry => entry.Command == second.Id)) throw new JournalUnavailableException("The database is gone.");
        };
        await Assert.ThrowsAsync<JournalUnavailableException>(() => host.Person(Ana).Confirm(second));
    }

    [Fact]
    public async Task A_second_confirmation_gets_its_answer_again_though_the_place_was_given_up_since()
    {
        var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
        await host.Person(Ana).Confirm(new ActOnPlace(Guid.NewGuid(), command));
        var second = new ActOnPlace(Guid.NewGuid(), command);
        Assert.True((await host.Person(Ana).Confirm(second)).Succeeded);
        host = await host.Restart();
        await using (host)
        {
            await host.Person(Ana).Release(new ActOnPlace(Guid.NewGuid(), command));
            Assert.True((await host.Person(Ana).Confirm(second)).Succeeded);
            await Clean(host);
        }
    }

    [Fact]
    public async Task Nobody_is_in_two_places_though_both_are_asked_at_once()
    {
        await using var host = await GrainHost.New();
        var weeks = await Task.WhenAll(host.PublishedWeek(practice: "K81001"), host.PublishedWeek(practice: "K81002"));
        var holds = await Task.WhenAll(weeks.Select(week => host.Person(Ana).Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation))));
        Assert.Equal(RefusalCodes.AgendaOverlap, Assert.Single(holds, hold => !hold.Succeeded).Refusal?.Code);
        await Clean(host);
    }

    [Fact]
    public async Task A_hold_that_ran_out_frees_the_agenda_on_the_weeks_word()
    {
        await using var host = await GrainHost.New();
        var (first, second) = (await host.PublishedWeek(practice: "K81001"), await host.PublishedWeek(practice: "K81002"));
        await host.Person(Ana).Hold(new AskForPlace(command, first, TasterKind.Foundation));
        host.Time.Advance(TimeSpan.FromMinutes(10));
        var hold = await host.Person(Ana).Hold(new AskForPlace(Guid.NewGuid(), second, TasterKind.Foundation));
        Assert.Equal(PlaceState.Held, hold.Value?.State);
        await Clean(host);
    }

    [Fact]
    public async Task An_offer_is_accepted_only_when_the_agenda_has_room()
    {
        await using var host = await GrainHost.New();
        var (full, other) = (await host.PublishedWeek(practice: "K81001"), await host.PublishedWeek(practice: "K81002"));
        var bens = await host.Person(Ben).Hold(new AskForPlace(Guid.NewGuid(), full, TasterKind.Foundation));
        await host.Person(Ana).JoinWaitingList(new AskForPlace(command, full, TasterKind.Foundation));
        var elsewhere = await host.Person(Ana).Hold(new AskForPlace(Guid.NewGuid(), other, TasterKind.Foundation));
        await host.Person(Ben).Release(new ActOnPlace(Guid.NewGuid(), bens.Value!.Id));

        var clash = await host.Person(Ana).Accept(new ActOnPlace(Guid.NewGuid(), command));
        Assert.Equal(RefusalCodes.AgendaOverlap, clash.Refusal?.Code);
        await host.Person(Ana).Release(new ActOnPlace(Guid.NewGuid(), elsewhere.Value!.Id));
        var accepted = await host.Person(Ana).Accept(new ActOnPlace(Guid.NewGuid(), command));
        Assert.Equal(PlaceState.Confirmed, accepted.Value?.State);
        await Clean(host);
    }

    [Fact]
    public async Task An_offer_that_comes_while_the_agenda_is_not_asked_is_not_taken()
    {
        await using var host = await GrainHost.New();
        var (full, other) = (await host.PublishedWeek(practice: "K81001"), await host.PublishedWeek(practice: "K81002"));
        var bens = await host.Person(Ben).Hold(new AskForPlace(Guid.NewGuid(), full, TasterKind.Foundation));
        await host.Person(Ana).JoinWaitingList(new AskForPlace(command, full, TasterKind.Foundation));
        await host.Person(Ana).Hold(new AskForPlace(Guid.NewGuid(), other, TasterKind.Foundation));
        host.AroundCalls = async context =>
        {
            await context.Invoke();
            if (context.ImplementationMethod.Name == nameof(ITasterWeekGrain.Place)) await host.Week(full).Release(On(bens.Value!.Id, Ben));
        };

        var accepted = await host.Person(Ana).Accept(new ActOnPlace(Guid.NewGuid(), command));
        Assert.Equal(RefusalCodes.PlaceNotOffered, accepted.Refusal?.Code);
        await Clean(host);
    }

    [Fact]
    public async Task A_lost_reply_to_an_acceptance_is_put_again()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var bens = await host.Person(Ben).Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation));
        await host.Person(Ana).JoinWaitingList(new AskForPlace(command, week, TasterKind.Foundation));
        await host.Person(Ben).Release(new ActOnPlace(Guid.NewGuid(), bens.Value!.Id));
        LoseReplies(host, nameof(ITasterWeekGrain.Accept), times: 1);
        var acceptance = new ActOnPlace(Guid.NewGuid(), command);
        await Assert.ThrowsAsync<TimeoutException>(() => host.Person(Ana).Accept(acceptance));
        Assert.Equal(PlaceState.Confirmed, (await host.Person(Ana).Accept(acceptance)).Value?.State);
        Assert.Equal(PlaceState.Confirmed, Assert.Single((await host.Person(Ana).Agenda()).Entries).State);
        await Clean(host);
    }

    [Fact]
    public async Task An_acceptance_put_again_is_not_refused_on_an_outdated_sight_of_the_week()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var bens = await host.Person(Ben).Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation));
        await host.Person(Ana).JoinWaitingList(new AskForPlace(command, week, TasterKind.Foundation));
        var outdated = await host.Week(week).Place(command);
        await host.Person(Ben).Release(new ActOnPlace(Guid.NewGuid(), bens.Value!.Id));
        LoseReplies(host, nameof(ITasterWeekGrain.Accept), times: 1);
        var acceptance = new ActOnPlace(Guid.NewGuid(), command);
        await Assert.ThrowsAsync<TimeoutException>(() => host.Person(Ana).Accept(acceptance));
        ShowOutdated(host, outdated);

        var answer = await host.Person(Ana).Accept(acceptance);

        host.AroundCalls = context => context.Invoke();
        Assert.Equal(PlaceState.Confirmed, answer.Value?.State);
        Assert.DoesNotContain("command-refused", host.Journal.Kinds(GrainKeys.Person(Ana)));
        await Clean(host);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_settled_acceptance_is_not_refused_on_an_outdated_sight_of_the_week(bool isLost)
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var bens = await host.Person(Ben).Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation));
        await host.Person(Ana).JoinWaitingList(new AskForPlace(command, week, TasterKind.Foundation));
        var outdated = await host.Week(week).Place(command);
        await host.Person(Ben).Release(new ActOnPlace(Guid.NewGuid(), bens.Value!.Id));
        var acceptance = new ActOnPlace(Guid.NewGuid(), command);
        if (isLost)
        {
            // The answer reaches the agenda by another way, which says nothing of the command.
            LoseReplies(host, nameof(ITasterWeekGrain.Accept), times: 1);
            await Assert.ThrowsAsync<TimeoutException>(() => host.Person(Ana).Accept(acceptance));
        }

        await host.Person(Ana).Agenda();
        ShowOutdated(host, outdated);

        if (isLost) Assert.Equal(PlaceState.Confirmed, (await host.Person(Ana).Accept(acceptance)).Value?.State);
        else await Assert.ThrowsAsync<JournalFencedException>(() => host.Person(Ana).Accept(acceptance));

        host.AroundCalls = context => context.Invoke();
        Assert.DoesNotContain("command-refused", host.Journal.Kinds(GrainKeys.Person(Ana)));
        Assert.Equal(PlaceState.Confirmed, (await host.Person(Ana).Accept(acceptance)).Value?.State);
        await Clean(host);
    }

    [Fact]
    public async Task A_full_week_costs_whoever_is_refused_one_record_and_no_question()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek(capacity: 1);
        await host.Person(Ben).Hold(new AskForPlace(Guid.NewGuid(), week, TasterKind.Foundation));
        var asked = 0;
        host.AroundCalls = context =>
        {
            if (context.Grain is ITasterWeekGrain && context.ImplementationMethod.Name is nameof(ITasterWeekGrain.Hold) or nameof(ITasterWeekGrain.JoinWaitingList)) asked++;
            return context.Invoke();
        };

        Assert.Equal(RefusalCodes.WeekFull, (await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation))).Refusal?.Code);
        Assert.Equal(RefusalCodes.WeekFull, (await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation))).Refusal?.Code);
        Assert.Equal(["command-refused"], host.Journal.Kinds(GrainKeys.Person(Ana)));
        Assert.Equal(0, asked);
        await Clean(host);
    }

    [Fact]
    public async Task Overdue_holds_end_and_open_questions_are_put_though_nobody_calls()
    {
        var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Person(Ana).Hold(new AskForPlace(command, week, TasterKind.Foundation));
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

    /// <summary>Ana holds a place and waits for another on the same days; then the weeks are told, and not by her agenda, that she takes that one instead.</summary>
    private async Task GiveUpOneForAnotherBehindTheAgenda(GrainHost host)
    {
        var (week, other) = (await host.PublishedWeek(practice: "K81001"), await host.PublishedWeek(practice: "K81002"));
        var bens = await host.Week(week).Hold(HoldFor(Ben));
        await host.Person(Ana).JoinWaitingList(new AskForPlace(command, week, TasterKind.Foundation));
        await host.Person(Ana).Hold(new AskForPlace(given, other, TasterKind.Foundation));
        await host.Person(Ana).Agenda();
        await host.Week(other).Release(On(given, Ana));
        await host.Week(week).Release(On(bens.Value!.Id, Ben));
        Assert.Equal(PlaceState.Confirmed, (await host.Week(week).Accept(On(command, Ana))).Value?.State);
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
        await host.Person(Ana).Agenda();
        var report = await host.Services.GetRequiredService<Auditor>().Run(CancellationToken.None);
        Assert.True(report.IsClean, string.Join('\n', report.Findings));
    }
}
