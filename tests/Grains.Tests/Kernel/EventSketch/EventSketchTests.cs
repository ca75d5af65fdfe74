using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Hosting;

namespace OutreachSilo.Kernel.EventSketch;

/// <summary>
/// A feature is its own folder and one registration: an event with a capacity, two workshops with caps, a waiting list and check-in, that
/// nothing in the product has heard of, has deadlines, history, audit, notices and a live topic.
/// </summary>
public sealed class EventSketchTests
{
    private const string Key = "sketch/open-evening";
    private const string Ana = "000000000000000000000000000000a1";
    private const string Ben = "000000000000000000000000000000b2";
    private const string Cleo = "000000000000000000000000000000c3";
    private const string Dan = "000000000000000000000000000000d4";

    [Fact]
    public async Task Seats_and_workshops_keep_their_caps_and_a_workshop_takes_a_seat_too()
    {
        await using var host = await Announced(seats: 3, 1, 2);
        Assert.Equal("Confirmed", (await Register(host, Ana, workshop: 1)).State);
        Assert.Equal(("Waiting", 1), StateOf(await Register(host, Ben, workshop: 1)));
        Assert.Equal("Confirmed", (await Register(host, Cleo, workshop: 2)).State);
        var view = Yes(await Event(host).View());
        Assert.Equal((1, 0, 1, 1), (view.Free, view.FreeInWorkshops[0], view.FreeInWorkshops[1], view.Waiting));
        Assert.Equal("Confirmed", (await Register(host, Dan, workshop: 0)).State);
        Assert.Equal(0, Yes(await Event(host).View()).FreeInWorkshops[1]);
        Assert.Equal("AlreadyRegistered", (await Event(host).Register(new(Guid.NewGuid(), Ana, 2))).Refusal?.Code);
        await Clean(host);
    }

    [Fact]
    public async Task A_command_sent_again_gets_its_answer_in_a_new_process_too_and_its_id_serves_nothing_else()
    {
        await using var host = await Announced(seats: 1, 1, 1);
        var (first, refused) = (new RegisterForEvent(Guid.NewGuid(), Ana, 1), new RegisterForEvent(Guid.NewGuid(), Ana, 2));
        Yes(await Event(host).Register(first));
        Assert.Equal("AlreadyRegistered", (await Event(host).Register(refused)).Refusal?.Code);
        Yes(await Event(host).Withdraw(new(Guid.NewGuid(), Ana, first.Id)));
        await using var next = await host.Restart();
        Assert.Equal("Withdrawn", Yes(await Event(next).Register(first)).State);
        Assert.Equal("AlreadyRegistered", (await Event(next).Register(refused)).Refusal?.Code);
        Assert.Equal(RefusalCodes.CommandReused, (await Event(next).Register(first with { Workshop = 2 })).Refusal?.Code);
        Assert.Equal(RefusalCodes.CommandReused, (await Event(next).CheckIn(new(first.Id, Ana, first.Id))).Refusal?.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_offer_that_nobody_takes_lapses_by_the_deadline_service_and_goes_to_the_next()
    {
        await using var host = await Announced(seats: 1, 1, 1);
        var ana = await Register(host, Ana, workshop: 1);
        var (ben, cleo) = (await Register(host, Ben, workshop: 2), await Register(host, Cleo, workshop: 0));
        Yes(await Event(host).Withdraw(new(Guid.NewGuid(), Ana, ana.Id)));
        Assert.Equal("NothingOffered", (await Event(host).Accept(new(Guid.NewGuid(), Cleo, cleo.Id))).Refusal?.Code);

        // Nobody calls the event, and no timer of its own wakes it: it was collected, say.
        await using var next = await host.Restart();
        next.Time.Advance(TimeSpan.FromHours(48));
        while (!next.Journal.Kinds(Key).Contains("sketched-offer-lapsed", StringComparer.Ordinal))
        {
            next.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal("system", next.Journal.Entries(Key).Single(entry => entry.Kind == "sketched-offer-lapsed").Actor);
        Assert.Equal("NothingOffered", (await Event(next).Accept(new(Guid.NewGuid(), Ben, ben.Id))).Refusal?.Code);
        Assert.Equal("Confirmed", Yes(await Event(next).Accept(new(Guid.NewGuid(), Cleo, cleo.Id))).State);
        await Clean(next);
    }

    [Fact]
    public async Task Those_who_come_are_checked_in_once()
    {
        await using var host = await Announced(seats: 1, 1, 1);
        var (ana, ben) = (await Register(host, Ana, workshop: 1), await Register(host, Ben, workshop: 1));
        Assert.Equal("Attended", Yes(await Event(host).CheckIn(new(Guid.NewGuid(), Ana, ana.Id))).State);
        Assert.Equal("NotExpected", (await Event(host).CheckIn(new(Guid.NewGuid(), Ana, ana.Id))).Refusal?.Code);
        Assert.Equal("NotExpected", (await Event(host).CheckIn(new(Guid.NewGuid(), Ben, ben.Id))).Refusal?.Code);
        Assert.Equal("RegistrationUnknown", (await Event(host).CheckIn(new(Guid.NewGuid(), Ben, ana.Id))).Refusal?.Code);
        var report = await Clean(host);
        Assert.Equal((1, 1, 1), (report.Count("sketch"), report.Count("sketch/Taken"), report.Count("sketch/Attended")));
    }

    [Fact]
    public async Task Every_change_has_words()
    {
        await using var host = await Lived();
        var words = host.Services.GetRequiredService<HistoryWords>();
        var lines = host.Journal.Entries(Key).Select(entry => words.Of(Key, entry)).ToList();
        Assert.Equal(EventState.Changes.Kinds.ToHashSet(), lines.Select(line => line.Kind).ToHashSet());
        Assert.All(lines, line => Assert.NotEqual(line.Kind, line.What));
        Assert.Equal(["sketched-seat-taken", "sketched-waiting-begun"], words.NamingKinds(Key));
    }

    [Fact]
    public async Task The_audit_counts_apart_from_the_rules_and_finds_a_seat_too_many()
    {
        await using var host = await Lived();
        await Clean(host);
        var last = host.Journal.Entries(Key)[^1].Version;
        foreach (var person in new[] { Ben, Dan })
        {
            var taken = new SeatTaken(Guid.NewGuid(), person, 1);
            host.Journal.Intrude(Key, EventState.Changes.Write(taken, ++last, GrainHost.Start, person, taken.Place));
        }

        Assert.Contains((await Audit(host)).Findings, finding => finding is { Rule: "I1", Grain: Key });
    }

    [Fact]
    public async Task Whoever_is_offered_a_seat_is_told_while_the_offer_stands()
    {
        await using var host = await Announced(seats: 1, 1, 1);
        var (ana, ben) = (await Register(host, Ana, workshop: 1), await Register(host, Ben, workshop: 1));
        Yes(await Event(host).Withdraw(new(Guid.NewGuid(), Ana, ana.Id)));
        var notice = Assert.IsType<SeatNotice>(Assert.Single(await Notices(host)));
        Assert.Equal((Ben, "seat-offered", host.Time.GetUtcNow().AddHours(48)), (notice.Person, notice.Template, notice.Until));
        Yes(await Event(host).Accept(new(Guid.NewGuid(), Ben, ben.Id)));
        Assert.Empty(await Notices(host));
    }

    [Fact]
    public async Task Its_topic_moves_when_it_changes()
    {
        var topics = new MovedTopics();
        await using var host = await GrainHost.With(services =>
        {
            AddEvents(services);
            services.AddSingleton<ITopics>(topics);
        });
        Yes(await Event(host).Announce(new AnnounceEvent(Guid.NewGuid(), 1, [1, 1], GrainHost.Start.AddDays(30))));
        await Register(host, Ana, workshop: 1);
        Assert.Equal([Key, Key], topics.Moved);
        Yes(await Event(host).View());
        Assert.Equal("AlreadyAnnounced", (await Event(host).Announce(new AnnounceEvent(Guid.NewGuid(), 1, [], GrainHost.Start))).Refusal?.Code);
        Assert.Equal([Key, Key], topics.Moved);
    }

    /// <summary>All that a host needs to know of events.</summary>
    private static void AddEvents(IServiceCollection services) =>
        services.AddAggregate(SketchedEvents.Aggregate(EventState.Prefix, SketchedEvents.Silent));

    private static async Task<GrainHost> Announced(int seats, params ImmutableArray<int> workshops)
    {
        var host = await GrainHost.With(AddEvents);
        Yes(await Event(host).Announce(new AnnounceEvent(Guid.NewGuid(), seats, workshops, GrainHost.Start.AddDays(30))));
        return host;
    }

    /// <summary>An event to which everything has happened.</summary>
    private static async Task<GrainHost> Lived()
    {
        var host = await Announced(seats: 1, 1, 1);
        var (ana, ben) = (await Register(host, Ana, workshop: 1), await Register(host, Ben, workshop: 1));
        var cleo = await Register(host, Cleo, workshop: 2);
        Assert.Equal("AlreadyRegistered", (await Event(host).Register(new(Guid.NewGuid(), Ben, 0))).Refusal?.Code);
        Yes(await Event(host).Withdraw(new(Guid.NewGuid(), Ana, ana.Id)));
        host.Time.Advance(TimeSpan.FromHours(49));
        Assert.Equal("NothingOffered", (await Event(host).Accept(new(Guid.NewGuid(), Ben, ben.Id))).Refusal?.Code);
        Yes(await Event(host).Accept(new(Guid.NewGuid(), Cleo, cleo.Id)));
        Yes(await Event(host).CheckIn(new(Guid.NewGuid(), Cleo, cleo.Id)));
        return host;
    }

    private static ISketchedEventGrain Event(GrainHost host) => host.Grains.GetGrain<ISketchedEventGrain>(Key);

    private static async Task<RegistrationView> Register(GrainHost host, string person, int workshop) =>
        Yes(await Event(host).Register(new RegisterForEvent(Guid.NewGuid(), person, workshop)));

    private static (string State, int Position) StateOf(RegistrationView view) => (view.State, view.Position);

    private static Task<AuditReport> Audit(GrainHost host) =>
        host.Services.GetRequiredService<Auditor>().Run(TestContext.Current.CancellationToken);

    private static async Task<AuditReport> Clean(GrainHost host)
    {
        var report = await Audit(host);
        Assert.Empty(report.Findings);
        return report;
    }

    private static async Task<List<Notice>> Notices(GrainHost host)
    {
        var (reader, notices) = (new NoticeReader(host.Services.GetRequiredService<Aggregates>(), host.Journal), new List<Notice>());
        Assert.Contains("sketched-seat-offered", reader.Kinds);
        await foreach (var row in host.Journal.ByGrain(TestContext.Current.CancellationToken))
            notices.AddRange(await reader.Of(row, TestContext.Current.CancellationToken));
        return notices;
    }

    private static T Yes<T>(Outcome<T> outcome)
        where T : class
    {
        Assert.True(outcome.Succeeded, outcome.Refusal?.Detail);
        return outcome.Value;
    }

    private sealed class MovedTopics : ITopics
    {
        public ConcurrentQueue<string> Moved { get; } = [];

        void ITopics.Moved(string topic) => Moved.Enqueue(topic);
    }
}
