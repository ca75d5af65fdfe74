using System.Collections.Immutable;
using System.Threading.Channels;
using OutreachSilo.Hosting;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>How a web host stays on a board: it renews, and whoever is lost, host or board, is found again by that.</summary>
public sealed class SubscriptionTests
{
    private static readonly string Board = new BoardId(AWeek.Host.Region, TasterKind.Foundation).ToString();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_web_host_that_has_fallen_silent_is_told_no_more_and_one_that_renews_is()
    {
        await using var host = await GrainHost.New();
        var board = host.Grains.GetGrain<IBoardGrain>(Board);
        var (silent, faithful) = (new WebHost(), new WebHost());
        await board.Subscribe(host.Grains.CreateObjectReference<IBoardObserver>(silent));
        var renewing = host.Grains.CreateObjectReference<IBoardObserver>(faithful);
        await board.Subscribe(renewing);
        for (var minute = 1; minute <= 6; minute++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await board.Subscribe(renewing);
        }

        await board.Apply(Rows(version: 2));
        await board.Apply(Rows(version: 3));

        Assert.Equal(2, (await faithful.Next()).Rows[0].Version);
        Assert.Equal(3, (await faithful.Next()).Rows[0].Version);
        Assert.False(silent.WasTold);
        GC.KeepAlive(silent);
    }

    [Fact]
    public async Task After_its_board_has_ended_a_web_host_that_renews_hears_the_next_one()
    {
        await using var host = await GrainHost.New();
        var board = host.Grains.GetGrain<IBoardGrain>(Board);
        var web = new WebHost();
        var reference = host.Grains.CreateObjectReference<IBoardObserver>(web);
        var before = await board.Subscribe(reference);
        using var patience = new CancellationTokenSource(Patience);
        BoardSnapshot after;
        do
        {
            // It may not have put its last call away yet, and then it is not idle.
            patience.Token.ThrowIfCancellationRequested();
            host.Time.Advance(TimeSpan.FromMilliseconds(1));
            await host.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
            await board.Apply(Rows(version: 2));
            after = await board.Subscribe(reference);
        }
        while (after.Epoch == before.Epoch);

        await board.Apply(Rows(version: 3));

        // What came between is in the answer, and the new epoch says that numbers of the old board mean nothing any more.
        Assert.Equal(2, Assert.Single(after.Rows).Version);
        var delta = await web.Next();
        while (delta.Epoch == before.Epoch) delta = await web.Next();
        Assert.Equal((after.Epoch, after.Version, 3L), (delta.Epoch, delta.From, delta.Rows[0].Version));
    }

    [Fact]
    public async Task A_delta_that_was_lost_shows_as_a_gap_and_renewing_closes_it()
    {
        await using var host = await GrainHost.New();
        var board = host.Grains.GetGrain<IBoardGrain>(Board);
        var web = new WebHost();
        var reference = host.Grains.CreateObjectReference<IBoardObserver>(web);
        var seen = await board.Subscribe(reference);
        for (var version = 2; version <= 5; version++) await board.Apply(Rows(version));
        var deltas = new List<BoardDelta>();
        for (var version = 2; version <= 5; version++) deltas.Add(await web.Next());

        var inOrder = deltas.OrderBy(delta => delta.From).ToList();
        Assert.Equal(seen.Version, inOrder[0].From);
        Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        inOrder.RemoveAt(1);
        Assert.NotEqual(inOrder[0].To, inOrder[1].From);

        var renewed = await board.Subscribe(reference);
        Assert.Equal((inOrder[^1].To, 5L), (renewed.Version, Assert.Single(renewed.Rows).Version));
    }

    private static ImmutableArray<BoardRow> Rows(int version) => AWeek.Published(capacity: version).State.ToBoardRows(version);

    private sealed class WebHost : IBoardObserver
    {
        private readonly Channel<BoardDelta> deltas = Channel.CreateUnbounded<BoardDelta>();

        public bool WasTold { get; private set; }

        public async Task<BoardDelta> Next() => await deltas.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public Task Changed(BoardDelta delta)
        {
            WasTold = true;
            deltas.Writer.TryWrite(delta);
            return Task.CompletedTask;
        }
    }
}
