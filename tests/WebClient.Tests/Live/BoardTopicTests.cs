using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

public sealed class BoardTopicTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly LiveOptions _options = new();
    private readonly FakeGrains _grains = new();
    private readonly Channel<Topic> _changes = Channel.CreateUnbounded<Topic>();
    private readonly FakeBoard _board;
    private readonly BoardTopic _topic;

    public BoardTopicTests()
    {
        _board = _grains.Board(Some.Board.ToString());
        _board.Change(Some.Row(version: 1));
        var calls = new GrainCalls(new EdgeOptions { Retries = 0 }, _time);
        _topic = new BoardTopic(Some.Board, _grains, calls, _time, _options, NullLogger.Instance, topic => _changes.Writer.TryWrite(topic));
    }

    public ValueTask DisposeAsync() => _topic.DisposeAsync();

    [Fact]
    public async Task Ten_thousand_who_ask_at_once_cost_one_reading()
    {
        var gate = Hold();
        var asking = Enumerable.Range(0, 10_000).Select(_ => _topic.Get().AsTask()).ToArray();
        gate.SetResult();
        Assert.All(await Task.WhenAll(asking), cache => Assert.Equal(1, cache.Version));
        await _topic.Get();
        Assert.Equal(1, _board.Subscriptions);
    }

    [Fact]
    public async Task Deltas_that_follow_each_other_need_no_reading()
    {
        await _topic.Get();
        for (var version = 2; version < 50; version++) await _board.Send(_board.Change(Some.Row(version: version, free: version % 3)));
        var cache = await _topic.Get();
        Assert.Equal((49, 49), (cache.Version, cache.Lines[BoardRowJson.KeyOf(Some.Week)].Row.Version));
        Assert.Equal(1, _board.Subscriptions);
    }

    [Fact]
    public async Task A_gap_is_closed_by_one_reading_however_many_deltas_show_it()
    {
        await _topic.Get();
        await Changed();
        var gate = Hold();
        _board.Change(Some.Row(version: 2));
        for (var version = 3; version < 10; version++) await _board.Send(_board.Change(Some.Row(version: version)));
        Assert.Equal(1, (await _topic.Get()).Version);
        gate.SetResult();
        await Changed();
        Assert.Equal(9, (await _topic.Get()).Version);
        Assert.Equal(2, _board.Subscriptions);
    }

    [Fact]
    public async Task A_new_epoch_is_read_anew_even_when_its_numbers_fit()
    {
        await _topic.Get();
        await Changed();
        _board.Epoch = Guid.NewGuid();
        await _board.Send(_board.Change(Some.Row("K81002", version: 1)));
        await Changed();
        var cache = await _topic.Get();
        Assert.Equal((_board.Epoch, 2), (cache.Epoch, cache.Version));
        Assert.Equal(2, _board.Subscriptions);
    }

    [Fact]
    public async Task A_board_built_anew_from_an_older_summary_turns_no_row_back()
    {
        await _topic.Get();
        await Changed();
        await _board.Send(_board.Change(Some.Row(version: 7, free: 0)));
        await Changed();
        _board.Epoch = Guid.NewGuid();
        _board.Change(Some.Row(version: 6, free: 1));
        await _board.Send(_board.Change(Some.Row("K81002", version: 1)));
        await Changed();
        var cache = await _topic.Get();
        Assert.Equal((_board.Epoch, 7L), (cache.Epoch, cache.Lines[BoardRowJson.KeyOf(Some.Week)].Row.Version));
    }

    [Fact]
    public async Task Late_doubled_and_swapped_deltas_never_turn_a_board_back()
    {
        await _topic.Get();
        var first = _board.Change(Some.Row(version: 2, free: 1));
        var second = _board.Change(Some.Row(version: 3, free: 0));
        await _board.Send(first);
        await _board.Send(second);
        await _board.Send(first);
        await _board.Send(second with { Rows = [Some.Row(version: 1, free: 2)], From = 3, To = 4 });
        var line = (await _topic.Get()).Lines[BoardRowJson.KeyOf(Some.Week)];
        Assert.Equal((3, 0), (line.Row.Version, line.Row.Offer.Free));
        Assert.Equal(1, _board.Subscriptions);
    }

    [Fact]
    public async Task A_delta_that_overtakes_the_first_reading_is_not_lost()
    {
        var stale = await _board.Snapshot();
        var answer = new TaskCompletionSource<BoardSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        _board.Stale = answer.Task;
        var asking = _topic.Get().AsTask();
        await _board.Asked;
        await _board.Send(_board.Change(Some.Row(version: 2, free: 0)));
        answer.SetResult(stale);
        Assert.Equal(2, (await asking).Version);
        Assert.Equal(1, _board.Subscriptions);
    }

    [Fact]
    public async Task A_board_that_cannot_be_read_is_a_fault_at_first_and_stale_later()
    {
        _board.Fault = new TimeoutException();
        await Assert.ThrowsAsync<TimeoutException>(async () => await _topic.Get());
        _board.Fault = null;
        Assert.Equal(1, (await _topic.Get()).Version);
        _board.Fault = new TimeoutException();
        _board.Change(Some.Row(version: 2));
        await _board.Send(_board.Change(Some.Row(version: 3)));
        Assert.Equal(1, (await _topic.Get()).Version);
    }

    [Fact]
    public async Task A_subscription_is_renewed_on_schedule_and_finds_what_was_lost()
    {
        await _topic.Get();
        await Changed();
        _board.Change(Some.Row(version: 2));
        _time.Advance(TimeSpan.FromSeconds(_options.RenewSeconds));
        await Changed();
        var cache = await _topic.Get();
        Assert.Equal((2, _time.GetUtcNow()), (cache.Version, cache.AsOf));
    }

    [Fact]
    public async Task A_frame_is_made_once_however_many_get_it()
    {
        await _topic.Get();
        var seats = Enumerable.Range(0, 1_000).Select(_ => new Seat(null!, _topic) { Epoch = _board.Epoch, Version = 1 }).ToArray();
        await _board.Send(_board.Change(Some.Row(version: 2)));
        var frames = seats.Select(_topic.Next).ToArray();
        Assert.NotNull(frames[0]);
        Assert.All(frames, frame => Assert.Same(frames[0], frame));
        Assert.Equal(1, _topic.Frames!.Made);
        Assert.All(seats, seat => Assert.Null(_topic.Next(seat)));
    }

    [Fact]
    public async Task Whoever_joins_gets_what_is_missing_and_no_more()
    {
        await _topic.Get();
        await _board.Send(_board.Change(Some.Row("K81002", version: 1)));
        var (viewer, _) = TestViewer.Make(_time);
        await Lacks(null, null, 2, full: true);
        await Lacks(Guid.NewGuid(), 1, 2, full: true);
        await Lacks(_board.Epoch, 99, 2, full: true);
        await Lacks(_board.Epoch, -1, 2, full: true);
        await Lacks(_board.Epoch, 1, 1, full: false);
        await Lacks(_board.Epoch, 2, 0, full: false);

        async Task Lacks(Guid? epoch, long? version, int rows, bool full)
        {
            var answer = JsonDocument.Parse((await _topic.Join(viewer, epoch, version)).Utf8).RootElement;
            Assert.Equal((rows, full, 2L), (answer.GetProperty("rows").GetArrayLength(), answer.GetProperty("full").GetBoolean(), answer.GetProperty("version").GetInt64()));
        }
    }

    [Fact]
    public async Task A_week_leaves_when_its_Friday_has_passed_in_London_though_nobody_says_so()
    {
        _board.Change(Some.Row("K81002", monday: Some.Monday.AddDays(7)));
        Assert.Equal(2, (await _topic.Get()).Lines.Count);
        _board.Fault = new TimeoutException();
        JumpTo(new(2026, 8, 7, 22, 59, 59, TimeSpan.Zero));
        Assert.Equal(2, (await _topic.Get()).Lines.Count);

        JumpTo(new(2026, 8, 7, 23, 0, 0, TimeSpan.Zero));
        Assert.Equal("K81002/2026-08-10", Assert.Single((await _topic.Get()).Lines).Key);
        Assert.Equal("K81002/2026-08-10", Assert.Single(await Joined()));

        await _board.Send(_board.Change(Some.Row(version: 9)));
        Assert.Equal("K81002/2026-08-10", Assert.Single((await _topic.Get()).Lines).Key);
        Assert.Equal("K81002/2026-08-10", Assert.Single(await Joined()));

        void JumpTo(DateTimeOffset instant) => _time.Jump(instant - _time.GetUtcNow());

        async Task<string[]> Joined()
        {
            var (viewer, _) = TestViewer.Make(_time);
            var answer = JsonDocument.Parse((await _topic.Join(viewer, null, null)).Utf8).RootElement;
            return [.. answer.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("k").GetString()!)];
        }
    }

    [Fact]
    public async Task A_snapshot_that_still_holds_a_week_that_is_over_brings_it_not_back()
    {
        await _topic.Get();
        await Changed();
        _time.Jump(new DateTimeOffset(2026, 8, 8, 12, 0, 0, TimeSpan.Zero) - _time.GetUtcNow());
        _board.Change(Some.Row("K81002", monday: Some.Monday.AddDays(7)));
        _time.Advance(TimeSpan.FromSeconds(_options.RenewSeconds));
        await Changed();
        Assert.Equal("K81002/2026-08-10", Assert.Single((await _topic.Get()).Lines).Key);
    }

    [Fact]
    public async Task A_row_on_the_wire_is_what_the_pages_expect()
    {
        await _topic.Get();
        var (viewer, _) = TestViewer.Make(_time);
        var answer = JsonDocument.Parse((await _topic.Join(viewer, null, null)).Utf8).RootElement;
        Assert.Equal(
            """{"k":"K81001/2026-08-03","c":2,"f":2,"hd":0,"of":0,"cf":0,"w":0,"o":"2026-01-01T09:00:00Z","cl":"2026-07-01T09:00:00Z","v":1}""",
            answer.GetProperty("rows")[0].GetRawText());
        Assert.Equal("live/Y61/Foundation", answer.GetProperty("board").GetString());
    }

    private TaskCompletionSource Hold()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _board.Gate = gate.Task;
        return gate;
    }

    private async Task Changed() => await _changes.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
