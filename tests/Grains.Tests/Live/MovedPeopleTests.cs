using System.Collections.Immutable;
using System.Threading.Channels;
using OutreachSilo.Hosting;
using OutreachSilo.People;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Live;

public sealed class MovedPeopleTests : IPeopleObserver
{
    private readonly Channel<string> moved = Channel.CreateUnbounded<string>();
    private readonly HashSet<string> touched = new(StringComparer.Ordinal);

    [Fact(Timeout = 60_000)]
    public async Task What_a_person_does_and_what_is_done_to_them_is_told_to_their_windows_and_nobody_elses()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await host.Grains.GetGrain<IPeopleRelayGrain>(IPeopleRelayGrain.Key).Subscribe(host.Grains.CreateObjectReference<IPeopleObserver>(this));
        var (held, waiting) = (Guid.NewGuid(), Guid.NewGuid());

        await host.Hold(Ana, held, week);
        await Hears(host, Ana);
        await host.Confirm(Ana, held);
        await Hears(host, Ana);
        await host.Join(Ben, waiting, week);
        await Hears(host, Ben);
        await host.Release(Ana, held);
        await Hears(host, Ana, Ben);
        await host.Accept(Ben, waiting);
        await Hears(host, Ben);
    }

    Task IPeopleObserver.Moved(ImmutableArray<string> people)
    {
        foreach (var person in people) moved.Writer.TryWrite(person);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Each of these, and nobody to whom nothing has happened; ticks pass until they are heard. Who was heard before may be heard again: a person writes down
    /// what they ask and, unawaited, how it ended, and a tick may pass between the two.
    /// </summary>
    private async Task Hears(GrainHost host, params string[] people)
    {
        var missing = people.ToHashSet(StringComparer.Ordinal);
        touched.UnionWith(people);
        while (missing.Count > 0)
        {
            while (!moved.Reader.TryPeek(out _))
            {
                host.Time.Advance(TimeSpan.FromMilliseconds(25));
                await Task.Yield();
            }

            var heard = await moved.Reader.ReadAsync(TestContext.Current.CancellationToken);
            Assert.Contains(heard, touched);
            missing.Remove(heard);
        }
    }
}
