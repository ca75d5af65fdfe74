using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common.Resilience;
using OutreachSilo.TestKit;

namespace OutreachSilo.Common;

public sealed class GrainCallsTests
{
    private readonly ManualTime _time = new();
    private int _asked;

    [Fact]
    public async Task A_fault_is_asked_again_twice_and_no_more()
    {
        var calls = new GrainCalls(new EdgeOptions(), _time);
        await Assert.ThrowsAsync<TimeoutException>(() => Run<string>(calls, _ => throw new TimeoutException()));
        Assert.Equal(3, _asked);
        _asked = 0;
        Assert.Equal("done", await Run(calls, attempt => attempt < 3 ? throw new TimeoutException() : Task.FromResult("done")));
    }

    [Fact]
    public async Task A_refusal_a_bug_and_a_full_queue_are_never_asked_again()
    {
        var calls = new GrainCalls(new EdgeOptions(), _time);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Run<string>(calls, _ => throw new InvalidOperationException()));
        await Assert.ThrowsAsync<Busy>(() => Run<string>(calls, _ => throw new Busy()));
        Outcome<string> refused = await Run(calls, _ => Task.FromResult((Outcome<string>)new Refusal(RefusalCodes.WeekFull, "Full.")));
        Assert.False(refused.Succeeded);
        Assert.Equal(3, _asked);
    }

    [Fact]
    public async Task No_answer_by_the_deadline_is_an_unknown_outcome()
    {
        var calls = new GrainCalls(new EdgeOptions { DeadlineSeconds = 10 }, _time);
        var asking = Run(calls, _ => new TaskCompletionSource<string>().Task);
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => asking);
        Assert.Equal(FaultCodes.OutcomeUnknown, FaultAnswer.Of(fault)?.Code);
        Assert.Equal(1, _asked);
    }

    [Fact]
    public Task All_calls_of_one_request_share_one_deadline() => Request("/weeks", async () =>
    {
        var calls = new GrainCalls(new EdgeOptions { DeadlineSeconds = 10 }, _time);
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(TimeSpan.FromSeconds(4), RequestDeadline.Left(TimeSpan.FromSeconds(10), _time));
        _time.Advance(TimeSpan.FromSeconds(9));
        var asking = calls.Ask(this, _ => new TaskCompletionSource<string>().Task);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => asking);
        Assert.Equal(FaultCodes.OutcomeUnknown, FaultAnswer.Of(fault)?.Code);
    });

    [Fact]
    public Task A_connection_of_the_hub_has_no_deadline() => Request(Routes.LiveHub, () =>
    {
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromSeconds(10), RequestDeadline.Left(TimeSpan.FromSeconds(10), _time));
        return Task.CompletedTask;
    });

    [Fact]
    public async Task What_outlives_a_request_is_not_bound_by_it()
    {
        var ended = new TaskCompletionSource();
        Task<TimeSpan>? outlives = null;
        await Request("/weeks", () =>
        {
            _time.Advance(TimeSpan.FromSeconds(6));
            outlives = Left();
            return Task.CompletedTask;
        });
        ended.SetResult();
        Assert.Equal(TimeSpan.FromSeconds(10), await outlives!);

        async Task<TimeSpan> Left()
        {
            await ended.Task;
            return RequestDeadline.Left(TimeSpan.FromSeconds(10), _time);
        }
    }

    [Fact]
    public async Task When_half_of_many_calls_fail_nothing_is_asked_for_a_while()
    {
        var calls = new GrainCalls(new EdgeOptions { Retries = 0, BreakerCalls = 10, BreakSeconds = 2 }, _time);
        for (var call = 0; call < 10; call++) await Assert.ThrowsAsync<TimeoutException>(() => Run<string>(calls, _ => throw new TimeoutException()));
        _asked = 0;
        var broken = await Assert.ThrowsAnyAsync<Exception>(() => calls.Ask(this, _ => Task.FromResult("never")));
        Assert.Equal(FaultCodes.Unavailable, FaultAnswer.Of(broken)?.Code);
        Assert.Equal(0, _asked);
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("again", await Run(calls, _ => Task.FromResult("again")));
    }

    private async Task Request(string path, Func<Task> work)
    {
        var app = new ApplicationBuilder(new ServiceCollection().BuildServiceProvider());
        app.UseRequestDeadline(_time);
        app.Run(_ => work());
        await app.Build()(new DefaultHttpContext { Request = { Path = path } });
    }

    /// <summary>Lets the clock run while the call waits.</summary>
    private async Task<T> Run<T>(GrainCalls calls, Func<int, Task<T>> answer)
    {
        var asking = calls.Ask(this, it => answer(++it._asked));
        while (!asking.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        return await asking;
    }

    private sealed class Busy : Exception, IFault
    {
        public string Code => FaultCodes.JournalBusy;

        public TimeSpan? RetryAfter => TimeSpan.FromSeconds(1);
    }
}
