using OutreachSilo.Common;
using OutreachSilo.Hosting;
using OutreachSilo.People;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Live;

public sealed class MovedTopicsTests : ITopicObserver
{
    private static readonly string Practice = GrainKeys.Practice(AWeek.Id.Practice);

    private readonly HashSet<string> touched = new(StringComparer.Ordinal) { Practice };
    private ITopicObserver? reference;
    private TopicsMoved known = new(Guid.Empty, 0, null);

    [Fact(Timeout = 60_000)]
    public async Task What_a_person_does_and_what_is_done_to_them_is_told_to_their_windows_and_nobody_elses()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        await Ask(host);
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

    [Fact(Timeout = 60_000)]
    public async Task A_change_in_one_of_its_weeks_moves_the_topic_of_a_practice()
    {
        await using var host = await GrainHost.New();
        await Ask(host);
        await host.PublishedWeek();
        await Hears(host, Practice);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_change_of_its_own_moves_the_topic_of_a_practice()
    {
        await using var host = await GrainHost.New();
        await Ask(host);
        var facts = new PracticeFacts(AWeek.Id.Practice, "Meadow Surgery", ["1 High Street"], "CB1 2AB", "Y61", "QUE", "06H", "01223 000000", null, 52.2, 0.12, "");
        await host.Grains.GetGrain<IPracticeGrain>(Practice).Register(new RegisterPractice(Guid.NewGuid(), "import", facts));
        await Hears(host, Practice);
    }

    Task ITopicObserver.Moved() => Task.CompletedTask;

    private async Task<TopicsMoved> Ask(GrainHost host) => known =
        await host.Grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key).Since(reference ??= host.Grains.CreateObjectReference<ITopicObserver>(this), known.Epoch, known.Version);

    /// <summary>
    /// Each of these, and nobody to whom nothing has happened; ticks pass until they are heard. Who was heard before may be heard again: a person writes down
    /// what they ask and, unawaited, how it ended, and a tick may pass between the two.
    /// </summary>
    private async Task Hears(GrainHost host, params string[] topics)
    {
        var missing = topics.ToHashSet(StringComparer.Ordinal);
        touched.UnionWith(topics);
        while (missing.Count > 0)
        {
            host.Time.Advance(TimeSpan.FromMilliseconds(25));
            var heard = (await Ask(host)).Topics!.Value;
            Assert.All(heard, topic => Assert.Contains(topic, touched));
            missing.ExceptWith(heard);
        }
    }
}
