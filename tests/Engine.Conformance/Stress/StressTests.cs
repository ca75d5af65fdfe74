using Orleans.Runtime;
using OutreachSilo.Hosting;

namespace OutreachSilo.Stress;

/// <summary>Many callers and many grains: no call is lost, doubled or run beside another. test/Grains/BenchmarkGrains in the reference.</summary>
public sealed class StressTests
{
    private const int Callers = 32;
    private const int CallsEach = 500;

    [Fact]
    public async Task Many_callers_of_few_grains_are_all_counted()
    {
        await using var host = await ConformanceHost.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < CallsEach; i++) await host.Get<IStressGrain>($"{(caller + i) % 7}").AddSlowly();
        })));

        var counts = await Task.WhenAll(Enumerable.Range(0, 7).Select(i => host.Get<IStressGrain>($"{i}").Count()));
        Assert.Equal(Callers * CallsEach, counts.Sum());
    }

    [Fact]
    public async Task Requests_never_interleave_however_many_come()
    {
        await using var host = await ConformanceHost.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++) await host.Get<IStressGrain>("one").ReadYieldWrite();
        })));

        Assert.Equal(Callers * 50, await host.Get<IStressGrain>("one").Count());
    }

    [Fact]
    public async Task Grains_that_end_while_they_are_called_serve_each_call_once_or_refuse_it()
    {
        await using var host = await ConformanceHost.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++) await NoteUntilServed(host.Get<IStressGrain>($"{i % 3}"), end: i % 10 == 0);
        })));

        Assert.Equal(Callers * 100, host.Signals.Notes.Count(note => note == "called"));
    }

    [Fact]
    public async Task A_ring_of_grains_passes_a_token_round()
    {
        await using var host = await ConformanceHost.StartAsync();

        var hops = await Task.WhenAll(Enumerable.Range(0, 20).Select(ring => host.Get<IStressGrain>($"ring{ring}/0").Pass(ring, 50)));

        Assert.All(hops, hop => Assert.Equal(50, hop));
    }

    [Fact]
    public async Task Ten_thousand_grains_come_and_go()
    {
        await using var host = await ConformanceHost.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 10_000).Select(i => host.Get<IStressGrain>($"{i}").Count()));
        var management = host.Grains.GetGrain<IManagementGrain>(0);
        Assert.True(await management.GetTotalActivationCount() >= 10_000);

        await management.ForceActivationCollection(TimeSpan.Zero);
        await host.Signals.Noted("ended", 10_000);

        Assert.Equal(0, await host.Get<IStressGrain>("7").Count());
    }
    /// <summary>A call that met one ending activation after another is refused (MaxForwardCount): then it has not run, and may be made again.</summary>
    private static async Task NoteUntilServed(IStressGrain grain, bool end)
    {
        while (true)
        {
            try
            {
                await grain.NoteAndMaybeEnd(end);
                return;
            }
            catch (OrleansMessageRejectionException)
            {
                // not served
            }
        }
    }
}
