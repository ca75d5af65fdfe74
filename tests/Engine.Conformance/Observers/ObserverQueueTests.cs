using Orleans.Runtime;
using OutreachSilo.Hosting;

namespace OutreachSilo.Observers;

/// <summary>
/// What the embedded engine bounds and Orleans does not: there the queue of LocalObjectData in src/Orleans.Core/Runtime/InvokableObjectManager.cs has no end.
/// Left out of the build on the other engine.
/// </summary>
public sealed class ObserverQueueTests
{
    private const int CallsAtMost = 10_000;

    [Fact]
    public async Task An_observer_that_does_not_keep_up_is_called_no_more()
    {
        await using var host = await ConformanceHost.StartAsync();
        var observer = new SlowReader(host.Signals.Gate("gate"));
        var reference = host.Grains.CreateObjectReference<INewsObserver>(observer);
        var calls = Enumerable.Range(0, CallsAtMost + 1).Select(_ => reference.Ask("well?")).ToList();

        await Assert.ThrowsAsync<LimitExceededException>(() => reference.Ask("and now?"));

        host.Signals.Open("gate");
        Assert.All(await Task.WhenAll(calls), answer => Assert.Equal("at last", answer));
        Assert.Equal("at last", await reference.Ask("and again?"));
        GC.KeepAlive(observer);
    }

    private sealed class SlowReader(Task gate) : INewsObserver
    {
        public void Hear(string news)
        {
        }

        public async Task<string> Ask(string question)
        {
            await gate;
            return "at last";
        }
    }
}
