using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using OutreachSilo.Hosting;

namespace OutreachSilo.Turns;

/// <summary>Turns, interleaving and deadlock: MayInvokeRequest in src/Orleans.Runtime/Catalog/ActivationData.cs.</summary>
public sealed class TurnTests
{
    [Fact]
    public async Task Requests_run_one_by_one()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        var first = grain.Hold("first");
        await host.Signals.Noted("first begins");

        var second = grain.Hold("second");
        host.Signals.Open("second");
        host.Signals.Open("first");
        await Task.WhenAll(first, second);

        Assert.Equal(["first begins", "first ends", "second begins", "second ends"], host.Signals.Notes);
    }

    [Fact]
    public async Task Waiting_requests_start_in_the_order_in_which_they_came()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        string[] names = [.. Enumerable.Range(0, 20).Select(i => $"{i:00}")];
        foreach (var name in names) host.Signals.Open(name);
        var gate = grain.Hold("gate");
        await host.Signals.Noted("gate begins");

        var all = names.Select(name => grain.Hold(name)).ToList();
        host.Signals.Open("gate");
        await Task.WhenAll([gate, .. all]);

        Assert.Equal(names, host.Signals.Notes.Where(note => note.EndsWith("begins", StringComparison.Ordinal)).Skip(1).Select(note => note[..2]));
    }

    [Fact]
    public async Task Requests_of_a_reentrant_grain_take_turns()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IReentrantTurnGrain>("a");
        var first = grain.Hold("first");
        await host.Signals.Noted("first begins");

        host.Signals.Open("second");
        await grain.Hold("second");
        host.Signals.Open("first");
        await first;

        Assert.Equal(["first begins", "second begins", "second ends", "first ends"], host.Signals.Notes);
    }

    [Fact]
    public async Task Even_in_a_reentrant_grain_only_one_turn_runs_at_a_time()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IReentrantTurnGrain>("a");

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.Spin(200)));

        Assert.Equal(1, await grain.MostAtOnce());
    }

    [Fact]
    public async Task An_always_interleaving_method_runs_beside_any_other()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        var held = grain.Hold("first");
        await host.Signals.Noted("first begins");

        Assert.Equal("here", await grain.Ping());

        host.Signals.Open("first");
        await held;
    }

    [Fact]
    public async Task Read_only_methods_run_beside_each_other()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        var first = grain.Read("one");
        await host.Signals.Noted("one reads");
        var second = grain.Read("two");
        await host.Signals.Noted("two reads");

        host.Signals.Open("one");
        host.Signals.Open("two");
        await Task.WhenAll(first, second);
    }

    [Fact]
    public async Task A_read_only_method_waits_for_one_that_writes()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        var write = grain.Hold("write");
        await host.Signals.Noted("write begins");
        host.Signals.Open("read");
        var read = grain.Read("read");
        await grain.Ping();
        Assert.DoesNotContain("read reads", host.Signals.Notes);

        host.Signals.Open("write");
        await Task.WhenAll(write, read);
    }

    [Fact]
    public async Task A_method_that_writes_waits_for_one_that_reads()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        var first = grain.Read("one");
        await host.Signals.Noted("one reads");
        host.Signals.Open("write");
        var write = grain.Hold("write");
        await grain.Ping();
        Assert.DoesNotContain("write begins", host.Signals.Notes);

        host.Signals.Open("one");
        await Task.WhenAll(first, write);

        Assert.Equal(["one reads", "write begins", "write ends"], host.Signals.Notes);
    }

    /// <summary>The queue is looked through from the front for whatever may start: there is no turn kept for a writer, however long it waits.</summary>
    [Fact]
    public async Task One_that_reads_overtakes_one_that_waits_to_write()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        var first = grain.Read("one");
        await host.Signals.Noted("one reads");
        host.Signals.Open("write");
        var write = grain.Hold("write");
        host.Signals.Open("two");

        await grain.Read("two");
        Assert.Equal(["one reads", "two reads"], host.Signals.Notes);

        host.Signals.Open("one");
        await Task.WhenAll(first, write);
    }

    /// <summary>MayInterleaveAttribute in src/Orleans.Core.Abstractions/Concurrency/GrainAttributeConcurrency.cs.</summary>
    [Fact]
    public async Task A_predicate_of_the_grain_class_may_let_requests_interleave()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IPickyGrain>("a");
        var held = grain.Work("slow", "gate");
        await host.Signals.Noted("slow begins");

        host.Signals.Open("open");
        await grain.Work("let in", "open");

        host.Signals.Open("gate");
        await held;
        Assert.Equal(["slow begins", "let in begins"], host.Signals.Notes);
    }

    /// <summary>TryExecuteTaskInline in src/Orleans.Runtime/Scheduler/ActivationTaskScheduler.cs.</summary>
    [Fact]
    public async Task After_an_await_a_grain_is_back_on_its_own_scheduler()
    {
        await using var host = await ConformanceHost.StartAsync();

        Assert.True(await host.Get<ITurnGrain>("a").StaysOnItsScheduler());
    }

    /// <summary>TaskScheduler in src/Orleans.Runtime/Scheduler/WorkItemGroup.cs.</summary>
    [Fact]
    public async Task Work_sent_to_the_pool_is_not_on_the_grain_s_scheduler_but_its_continuation_is()
    {
        await using var host = await ConformanceHost.StartAsync();

        Assert.True(await host.Get<ITurnGrain>("a").ComesBackFromThePool());
    }

    /// <summary>OnTimeout in src/Orleans.Core/Runtime/CallbackData.cs.</summary>
    [Fact]
    public async Task A_call_chain_that_comes_back_to_a_waiting_grain_times_out_and_names_both_ends()
    {
        await using var host = await ConformanceHost.StartAsync();
        var chain = host.Get<IChainGrain>("first").Through("second", "first");

        await host.AdvanceUntil(chain, TimeSpan.FromSeconds(1));

        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => chain);
        Assert.Contains("chain/first", timeout.Message, StringComparison.Ordinal);
        Assert.Contains("chain/second", timeout.Message, StringComparison.Ordinal);
    }

    /// <summary>AllowCallChainReentrancy in src/Orleans.Core.Abstractions/Runtime/RequestContext.cs.</summary>
    [Fact]
    public async Task A_call_chain_may_come_back_where_the_grain_allows_it()
    {
        await using var host = await ConformanceHost.StartAsync();

        Assert.Equal("back in first", await host.Get<IChainGrain>("first").AllowingReentrancy("second"));
    }

    /// <summary>ReentrancySection in src/Orleans.Core.Abstractions/Runtime/RequestContext.cs.</summary>
    [Fact]
    public async Task Only_the_allowed_chain_comes_back_in()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<IChainGrain>("first");
        var held = grain.HoldAllowingReentrancy("gate");
        await host.Signals.Noted("held");

        var stranger = grain.Finish();
        await grain.Ping();
        Assert.False(stranger.IsCompleted);

        host.Signals.Open("gate");
        await Task.WhenAll(held, stranger);
    }

    /// <summary>SuppressCallChainReentrancy in src/Orleans.Core.Abstractions/Runtime/RequestContext.cs.</summary>
    [Fact]
    public async Task A_grain_that_suppresses_reentrancy_is_not_entered_again()
    {
        await using var host = await ConformanceHost.StartAsync();
        var chain = host.Get<IChainGrain>("first").SuppressingReentrancy("second");

        await host.AdvanceUntil(chain, TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => chain);
    }

    /// <summary>_responseTimeout in src/Orleans.Core/Configuration/Options/MessagingOptions.cs.</summary>
    [Fact]
    public async Task A_slow_grain_times_out_after_thirty_seconds()
    {
        await using var host = await ConformanceHost.StartAsync();
        var held = host.Get<ITurnGrain>("a").Hold("never");
        await host.Signals.Noted("never begins");
        host.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("here", await host.Get<ITurnGrain>("a").Ping());
        Assert.False(held.IsCompleted);

        await host.AdvanceUntil(held, TimeSpan.FromSeconds(1));

        var timeout = await Assert.ThrowsAsync<TimeoutException>(() => held);
        Assert.StartsWith("Response did not arrive on time in 00:00:30", timeout.Message, StringComparison.Ordinal);
    }

    /// <summary>ResponseTimeout in src/Orleans.Core/Configuration/Options/MessagingOptions.cs.</summary>
    [Fact]
    public async Task The_time_to_answer_is_configurable()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var held = host.Get<ITurnGrain>("a").Hold("never");
        await host.Signals.Noted("never begins");

        await host.AdvanceUntil(held, TimeSpan.FromSeconds(1));

        Assert.Contains("00:00:05", (await Assert.ThrowsAsync<TimeoutException>(() => held)).Message, StringComparison.Ordinal);
    }

    /// <summary>ResponseTimeoutAttribute in src/Orleans.Serialization.Abstractions/Annotations.cs.</summary>
    [Fact]
    public async Task A_method_may_have_its_own_time_to_answer()
    {
        await using var host = await ConformanceHost.StartAsync();
        var held = host.Get<ITurnGrain>("a").HoldBriefly("never");

        await host.AdvanceUntil(held, TimeSpan.FromSeconds(1));

        Assert.Contains("00:00:02", (await Assert.ThrowsAsync<TimeoutException>(() => held)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_timeout_the_grain_goes_on()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        var held = grain.Hold("late");
        await host.Signals.Noted("late begins");
        await host.AdvanceUntil(held, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => held);

        host.Signals.Open("late");
        host.Signals.Open("next");
        await grain.Hold("next");

        Assert.Contains("late ends", host.Signals.Notes);
    }

    /// <summary>IsExpired in src/Orleans.Core/Messaging/Message.cs.</summary>
    [Fact]
    public async Task A_queued_request_whose_caller_gave_up_is_not_run()
    {
        await using var host = await ConformanceHost.StartAsync();
        var grain = host.Get<ITurnGrain>("a");
        var held = grain.Hold("gate");
        await host.Signals.Noted("gate begins");
        host.Signals.Open("queued");
        var queued = grain.HoldBriefly("queued");
        await host.AdvanceUntil(queued, TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => queued);
        await host.Outlive(TimeSpan.FromSeconds(2));

        host.Signals.Open("gate");
        host.Signals.Open("after");
        await Task.WhenAll(held, grain.Hold("after"));

        Assert.DoesNotContain("queued begins", host.Signals.Notes);
    }

    /// <summary>CheckOverloaded in src/Orleans.Runtime/Catalog/ActivationData.cs.</summary>
    [Fact]
    public async Task A_full_queue_refuses_with_a_limit_exception()
    {
        await using var host = await ConformanceHost.StartAsync(silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 3));
        var grain = host.Get<ITurnGrain>("a");
        var held = grain.Hold("gate");
        await host.Signals.Noted("gate begins");

        var more = Enumerable.Range(0, 10).Select(i => grain.Hold("gate")).ToList();
        host.Signals.Open("gate");
        await held;
        var refused = 0;
        foreach (var call in more)
        {
            try
            {
                await call;
            }
            catch (LimitExceededException refusal)
            {
                Assert.Contains(nameof(SiloMessagingOptions.MaxEnqueuedRequestsHardLimit), refusal.Message, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.Equal(7, refused);
    }
}
