using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Hosting;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>What boards and people are told when a notice is lost on the way, or one of those who are told hangs.</summary>
public sealed class LiveTests
{
    private static readonly string Board = new BoardId(AWeek.Host.Region, TasterKind.Foundation).ToString();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_board_that_missed_a_notice_finds_it_in_the_summaries_within_a_minute()
    {
        await using var host = await GrainHost.New();
        var week = await host.PublishedWeek();
        var watcher = new Watcher();
        await host.Grains.GetGrain<IBoardGrain>(Board).Subscribe(host.Grains.CreateObjectReference<IBoardObserver>(watcher));
        var newer = AWeek.Published(capacity: 7).State.ToSummary(week.ToString(), version: 9);
        host.Journal.Put(newer);

        host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(7, (await watcher.Version9.Task.WaitAsync(Patience)).Offer.Capacity);
    }

    [Fact]
    public async Task A_board_that_fails_keeps_nobody_from_being_told()
    {
        await using var host = await GrainHost.New();
        host.AroundCalls = context => context.Grain is IBoardGrain ? throw new InvalidOperationException("The board fails.") : context.Invoke();
        var watcher = new Watcher();
        var topics = host.Grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key);
        var reference = host.Grains.CreateObjectReference<ITopicObserver>(watcher);
        var known = await topics.Since(reference, Guid.Empty, 0);
        var feed = host.Services.GetRequiredService<ILiveFeed>();
        feed.WeekChanged(AWeek.Id.ToString(), version: 1, new MovesSomebody(feed));
        await watcher.WasTold.Task.WaitAsync(Patience);
        Assert.Equal([AWeek.Ana], (await topics.Since(reference, known.Epoch, known.Version)).Topics!.Value);
    }

    [Fact]
    public async Task A_web_host_that_hangs_holds_up_neither_the_board_nor_the_other_hosts()
    {
        await using var host = await GrainHost.New();
        var (board, hung, watcher) = (host.Grains.GetGrain<IBoardGrain>(Board), new HungHost(), new Watcher());
        await board.Subscribe(host.Grains.CreateObjectReference<IBoardObserver>(hung));
        await board.Subscribe(host.Grains.CreateObjectReference<IBoardObserver>(watcher));
        await board.Apply(AWeek.Published(capacity: 7).State.ToBoardRows(version: 9)).WaitAsync(Patience);
        await hung.Told.Task.WaitAsync(Patience);
        using var _ = hung;
        Assert.Equal(7, (await watcher.Version9.Task.WaitAsync(Patience)).Offer.Capacity);
    }

    [Fact]
    public async Task A_web_host_that_hangs_keeps_no_person_from_being_told()
    {
        await using var host = await GrainHost.New();
        var (topics, hung, watcher) = (host.Grains.GetGrain<ITopicsGrain>(ITopicsGrain.Key), new HungHost(), new Watcher());
        await topics.Since(host.Grains.CreateObjectReference<ITopicObserver>(hung), Guid.Empty, 0);
        await topics.Since(host.Grains.CreateObjectReference<ITopicObserver>(watcher), Guid.Empty, 0);
        await topics.Move([AWeek.Ana]).WaitAsync(Patience);
        await hung.Told.Task.WaitAsync(Patience);
        using var _ = hung;
        await watcher.WasTold.Task.WaitAsync(Patience);
    }

    /// <summary>Hangs until the end of its test, which the end of the silo would otherwise wait for.</summary>
    private sealed class HungHost : IBoardObserver, ITopicObserver, IDisposable
    {
        private readonly TaskCompletionSource never = new();

        public TaskCompletionSource Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Changed(BoardDelta delta) => Hang();

        public Task Moved() => Hang();

        public void Dispose() => never.TrySetResult();

        private Task Hang()
        {
            Told.TrySetResult();
            return never.Task;
        }
    }

    private sealed class Watcher : IBoardObserver, ITopicObserver
    {
        public TaskCompletionSource<BoardRow> Version9 { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource WasTold { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Changed(BoardDelta delta)
        {
            if (delta.Rows.FirstOrDefault(row => row.Version == 9) is { } row) Version9.TrySetResult(row);
            return Task.CompletedTask;
        }

        public Task Moved()
        {
            WasTold.TrySetResult();
            return Task.CompletedTask;
        }
    }

    /// <summary>A week whose person is announced when its rows are made, and so surely in the same tick.</summary>
    private sealed class MovesSomebody(ILiveFeed feed) : IBoardRowSource
    {
        public ImmutableArray<BoardRow> ToBoardRows(long version)
        {
            feed.Moved(AWeek.Ana);
            return AWeek.Published().State.ToBoardRows(version);
        }
    }
}
