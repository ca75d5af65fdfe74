using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

public sealed class ViewerTests
{
    private readonly ManualTime _time = new();
    private readonly CountingTopic _topic = new();

    [Fact]
    public void A_slow_reader_gets_the_newest_state_once_it_reads_again_and_holds_nobody_back()
    {
        var (slow, slowConnection) = TestViewer.Make(_time, "slow");
        var (quick, quickConnection) = TestViewer.Make(_time, "quick");
        var (slowSeat, quickSeat) = (new Seat(slow, _topic), new Seat(quick, _topic));
        var gate = new TaskCompletionSource();
        slowConnection.Gate = gate.Task;
        for (var change = 0; change < 1_000; change++)
        {
            _topic.Version++;
            slow.Send(slowSeat);
            quick.Send(quickSeat);
        }

        Assert.Single(slowConnection.Taken);
        Assert.Equal(1_000, quickConnection.Taken.Count);
        slowConnection.Gate = Task.CompletedTask;
        gate.SetResult();
        Assert.Equal(2, slowConnection.Taken.Count);
        Assert.Equal(1_000, slowSeat.Version);
        Assert.False(slow.IsStuck(TimeSpan.Zero));
    }

    [Fact]
    public void Who_takes_nothing_for_too_long_is_stuck()
    {
        var (viewer, connection) = TestViewer.Make(_time);
        connection.Gate = new TaskCompletionSource().Task;
        var seat = new Seat(viewer, _topic);
        Assert.False(viewer.IsStuck(TimeSpan.FromSeconds(10)));
        _topic.Version++;
        viewer.Send(seat);
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.False(viewer.IsStuck(TimeSpan.FromSeconds(10)));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(viewer.IsStuck(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Who_calls_without_end_is_refused_and_then_closed()
    {
        var (viewer, connection) = TestViewer.Make(_time, callsPerMinute: 40);
        Assert.Equal(10, Enumerable.Range(0, 100).Count(_ => viewer.MayCall()));
        Assert.Equal(0, connection.Aborts);
        for (var call = 0; call < 100; call++) viewer.MayCall();
        Assert.Equal(1, connection.Aborts);
    }

    [Fact]
    public void The_tick_grows_with_viewers_and_cost_and_stays_within_bounds()
    {
        var options = new LiveOptions();
        Assert.Equal(30, Pause(0, 0));
        Assert.Equal(25, Pause(500, 5));
        Assert.Equal(157.5, Pause(5_000, 30));
        Assert.Equal(225, Pause(5_000, 150));
        Assert.Equal(500, Pause(100_000, 0));
        Assert.Equal(400, Pause(5_000, 400));

        double Pause(int sends, double took) => Broadcaster.PauseAfter(sends, TimeSpan.FromMilliseconds(took), options).TotalMilliseconds;
    }

    private sealed class CountingTopic : Topic
    {
        private static readonly Frame Any = new(Frame.Moved, new RawJson("{}"u8.ToArray()));

        public long Version { get; set; }

        public override Frame? Next(Seat seat)
        {
            if (seat.Version == Version) return null;
            seat.Version = Version;
            return Any;
        }
    }
}
