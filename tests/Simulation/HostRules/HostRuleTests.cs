namespace OutreachSilo.HostRules;

/// <summary>The rules by which a host admits calls to grains: a real silo and the simulation's host give the same answers.</summary>
public abstract class HostRuleTests
{
    [Fact]
    public Task One_call_runs_at_a_time() => Play<ICalmProbe>(
        async (probe, diary) => await Beside(probe, diary, "A", probe.Write, () => probe.Write("B")),
        "A begins", "A ends", "B begins", "B ends");

    [Fact]
    public Task In_a_reentrant_grain_calls_interleave() => Play<IReentrantProbe>(
        async (probe, diary) => await Within(diary, "A", probe.Write, () => probe.Write("B")),
        "A begins", "B begins", "B ends", "A ends");

    [Fact]
    public Task A_call_that_always_interleaves_passes_a_write() => Play<ICalmProbe>(
        async (probe, diary) => await Within(diary, "A", probe.Write, () => probe.Pass("B")),
        "A begins", "B begins", "B ends", "A ends");

    [Fact]
    public Task A_write_passes_a_call_that_always_interleaves() => Play<ICalmProbe>(
        async (probe, diary) => await Within(diary, "A", probe.Pass, () => probe.Write("B")),
        "A begins", "B begins", "B ends", "A ends");

    [Fact]
    public Task A_read_waits_for_a_write() => Play<ICalmProbe>(
        async (probe, diary) => await Beside(probe, diary, "A", probe.Write, () => probe.Read("B")),
        "A begins", "A ends", "B begins", "B ends");

    [Fact]
    public Task A_read_overtakes_a_write_that_waits_for_a_read() => Play<ICalmProbe>(
        async (probe, diary) => await Beside(probe, diary, "A", probe.Read, () => probe.Write("B"), () => probe.Read("C")),
        "A begins", "C begins", "C ends", "A ends", "B begins", "B ends");

    [Fact]
    public Task A_write_waits_for_every_read() => Play<ICalmProbe>(
        async (probe, diary) =>
        {
            diary.Close("A");
            var first = probe.Read("A");
            await diary.Begun("A");
            await Beside(probe, diary, "B", probe.Read, () => probe.Write("C"), async () =>
            {
                diary.Open("A");
                await first;
                await Arrived(probe);
            });
        },
        "A begins", "B begins", "A ends", "B ends", "C begins", "C ends");

    [Fact]
    public Task A_one_way_call_is_not_waited_for() => Play<ICalmProbe>(
        async (probe, diary) =>
        {
            diary.Close("A");
            await probe.Tell("A");
            await diary.Begun("A");
            diary.Open("A");
            await probe.Write("B");
        },
        "A begins", "A ends", "B begins", "B ends");

    [Fact]
    public Task An_exception_reaches_the_caller_and_the_grain_lives_on() => Play<ICalmProbe>(
        async (probe, _) =>
        {
            var fault = await Assert.ThrowsAsync<FormatException>(probe.Fail);
            Assert.Equal("as told", fault.Message);
            await probe.Write("A");
        },
        "A begins", "A ends");

    [Fact]
    public Task Why_a_grain_cannot_be_activated_reaches_the_caller() => Run(async grains =>
    {
        var fault = await Assert.ThrowsAsync<TimeoutException>(() => grains.GetGrain<IBrokenProbe>("broken").Write("A"));
        Assert.Equal("broken", fault.Message);
    });

    [Fact]
    public Task What_arrives_while_a_grain_deactivates_goes_to_its_successor() => Play<ICalmProbe>(
        async (probe, diary) =>
        {
            diary.Close("A");
            var end = probe.End("A");
            await diary.Begun("A");
            var next = probe.Write("B");
            diary.Open("A");
            await Task.WhenAll(end, next);
        },
        "A begins", "A ends", "deactivation begins", "deactivation ends", "activation begins", "activation ends", "B begins", "B ends");

    [Fact]
    public Task A_grain_that_is_deactivated_while_it_activates_serves_nobody() => Run(async grains =>
    {
        var key = Guid.NewGuid().ToString();
        await grains.GetGrain<IRestlessProbe>(key).Write("A");
        string[] activated = ["activation begins", "activation ends"];
        Assert.Equal([.. activated, .. activated, "A begins", "A ends"], Diary.Of(key).Lines);
    });

    [Fact]
    public Task A_deactivation_that_does_not_end_is_given_up() => Play<IStuckProbe>(
        async (probe, diary) =>
        {
            await probe.End("A");

            // The caller may give up before the host does.
            const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext;
            while (!diary.Lines.Contains("activation ends")) await ((Task)probe.Write("")).ConfigureAwait(Quietly);
        },
        "A begins", "A ends", "activation begins", "activation ends");

    [Fact]
    public Task A_timer_goes_on_after_a_fault_and_a_call_waits_for_its_tick() => Play<ICalmProbe>(
        async (probe, diary) =>
        {
            diary.Close("T");
            await probe.Tick("T", interleave: false);
            await diary.Begun("T");
            var write = probe.Write("A");
            await Arrived(probe);
            diary.Open("T");
            await write;
        },
        faults: 1, "T begins", "T ends", "A begins", "A ends");

    [Fact]
    public Task A_tick_waits_for_a_call_unless_its_timer_interleaves() => Play<ICalmProbe>(
        async (probe, diary) =>
        {
            await Within(diary, "A", probe.Write, async () =>
            {
                diary.Close("I");
                await probe.Tick("T", interleave: false);
                await probe.Tick("I", interleave: true);
                await diary.Begun("I");
                await Arrived(probe);
            });
            await diary.Begun("T");
        },
        faults: 2, "A begins", "I begins", "A ends", "T begins");

    /// <summary>Plays a scenario on a host and returns when it has ended.</summary>
    /// <param name="faults">How many faults it has that only the host hears of.</param>
    protected abstract Task Run(Func<IGrainFactory, Task> scenario, int faults = 0);

    private Task Play<T>(Func<T, Diary, Task> scenario, params string[] lines)
        where T : IProbe => Play(scenario, 0, lines);

    /// <summary>Plays a scenario on an active grain; its diary begins with these lines.</summary>
    private Task Play<T>(Func<T, Diary, Task> scenario, int faults, params string[] lines)
        where T : IProbe => Run(
        async grains =>
        {
            var key = Guid.NewGuid().ToString();
            var (probe, diary) = (grains.GetGrain<T>(key), Diary.Of(key));
            await probe.Pass("");
            diary.Lines.Clear();
            await scenario(probe, diary);
            Assert.Equal(lines, diary.Lines.Take(lines.Length));
        },
        faults);

    /// <summary>Does something from beginning to end while a call is running.</summary>
    private static async Task Within(Diary diary, string name, Func<string, Task> call, Func<Task> other)
    {
        diary.Close(name);
        var running = call(name);
        await diary.Begun(name);
        await other();
        diary.Open(name);
        await running;
    }

    /// <summary>Begins something that cannot end while a call is running, and then does something that can.</summary>
    private static async Task Beside(
        IProbe probe, Diary diary, string name, Func<string, Task> call, Func<Task> other, Func<Task>? more = null)
    {
        Task? waiting = null;
        await Within(diary, name, call, async () =>
        {
            waiting = other();
            await Arrived(probe);
            if (more is not null) await more();
        });
        await waiting!;
    }

    /// <summary>What was sent before has arrived when so many calls have come and gone; on a network no message takes longer.</summary>
    private static async Task Arrived(IProbe probe)
    {
        for (var i = 0; i < 20; i++) await probe.Pass("");
    }
}
