using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

public sealed class LiveHubTests : IAsyncLifetime
{
    private const string Topic = "live/Y61/Foundation";

    private Door _door = null!;
    private FakeBoard _board = null!;

    public async ValueTask InitializeAsync()
    {
        _door = await Door.Open(false, ("Live:TopicsMax", "3"));
        _board = _door.Grains.Board(Topic);
        _board.Change(Some.Row());
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task Anybody_follows_a_board_and_sees_it_change()
    {
        await using var client = await LiveClient.Connect(_door);
        var (joined, error) = await client.Invoke("Join", Topic, null, null);
        Assert.Null(error);
        Assert.Equal(1, joined!.Value.GetProperty("rows").GetArrayLength());
        await _board.Send(_board.Change(Some.Row(version: 2, free: 1)));
        var delta = (await client.Pushed("delta"))!.Value;
        Assert.Equal((Topic, 1L, 2L), (delta.GetProperty("board").GetString(), delta.GetProperty("from").GetInt64(), delta.GetProperty("to").GetInt64()));
        Assert.Equal(1, delta.GetProperty("rows")[0].GetProperty("f").GetInt32());
    }

    [Fact(Timeout = 60_000)]
    public async Task What_changes_within_a_tick_comes_as_one_frame()
    {
        await using var client = await LiveClient.Connect(_door);
        await client.Invoke("Join", Topic, null, null);
        var timers = _door.Time.ActiveTimers;
        await _board.Send(_board.Change(Some.Row(version: 2)));
        await client.Pushed("delta");
        await BetweenTicks(timers);
        for (var version = 3; version < 20; version++) await _board.Send(_board.Change(Some.Row(version: version, free: version % 2)));
        _door.Time.Advance(TimeSpan.FromMilliseconds(50));
        var delta = (await client.Pushed("delta"))!.Value;
        Assert.Equal((2L, 19L, 1), (delta.GetProperty("from").GetInt64(), delta.GetProperty("to").GetInt64(), delta.GetProperty("rows").GetArrayLength()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_left_hears_nothing_more()
    {
        await using var client = await LiveClient.Connect(_door);
        await client.Invoke("Join", Topic, null, null);
        await client.Invoke("Leave", Topic);
        var (_, error) = await client.Invoke("Join", "live/Y56/Foundation", null, null);
        Assert.Null(error);
        await _board.Send(_board.Change(Some.Row(version: 2)));
        var other = _door.Grains.Board("live/Y56/Foundation");
        await other.Send(other.Change(Some.Row()));
        Assert.Equal("live/Y56/Foundation", (await client.Pushed("delta"))!.Value.GetProperty("board").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task My_own_notices_reach_me_and_nobody_else()
    {
        await HostHears();
        await using var ana = await LiveClient.Connect(_door, _door.DoctorCookie());
        await using var ben = await LiveClient.Connect(_door, _door.DoctorCookie("ben", "0000000000000000000000000000000b"));
        await using var nobody = await LiveClient.Connect(_door);
        Assert.Null((await ana.Invoke("Join", "me", null, null)).Error);
        Assert.Null((await ben.Invoke("Join", "me", null, null)).Error);
        Assert.Contains(ProblemCodes.NotSignedIn, (await nobody.Invoke("Join", "me", null, null)).Error, StringComparison.Ordinal);
        await ben.Invoke("Join", Topic, null, null);
        await _door.Grains.Topics.Move([Door.Ana]);
        Assert.Equal("me", (await Pushed(ana)).GetProperty("topic").GetString());
        await _board.Send(_board.Change(Some.Row(version: 2)));
        // Ben's next push is of the board: nothing of Ana's lay before it.
        Assert.Equal("delta", (await ben.Next())?.Method);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_follows_hears_whether_something_moved_since_the_page_was_made()
    {
        await HostHears();
        await using var ana = await LiveClient.Connect(_door, _door.DoctorCookie());
        var before = Known;
        Assert.False(await HasMoved(ana, before));
        await _door.Grains.Topics.Move([Door.Ana]);
        await Pushed(ana);
        Assert.True(await HasMoved(ana, before));
        Assert.False(await HasMoved(ana, Known));
        foreach (long? unknown in new long?[] { null, 0, -1, long.MinValue }) Assert.True(await HasMoved(ana, Known.Epoch, unknown));
        Assert.True(await HasMoved(ana, Guid.NewGuid(), long.MaxValue));
        Assert.True(await HasMoved(ana, null, Known.Version));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_move_is_told_with_the_version_that_a_page_made_afterwards_states()
    {
        await HostHears();
        await using var ana = await LiveClient.Connect(_door, _door.DoctorCookie());
        await ana.Invoke("Join", "me", null, null);
        await _door.Grains.Topics.Move([Door.Ana]);
        var moved = await Pushed(ana);
        Assert.Equal((Known.Epoch, Known.Version), (moved.GetProperty("epoch").GetGuid(), moved.GetProperty("version").GetInt64()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_notice_that_was_lost_reaches_the_page_with_the_next_renewal()
    {
        await HostHears();
        await using var ana = await LiveClient.Connect(_door, _door.DoctorCookie());
        await ana.Invoke("Join", "me", null, null);
        _door.Grains.Topics.Lose(Door.Ana);
        Assert.Equal("me", (await Pushed(ana)).GetProperty("topic").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task Everybody_is_told_when_the_versions_began_anew()
    {
        await HostHears();
        await using var ana = await LiveClient.Connect(_door, _door.DoctorCookie());
        await ana.Invoke("Join", "me", null, null);
        _door.Grains.Topics.Epoch = Guid.NewGuid();
        var moved = await Pushed(ana);
        Assert.Equal((JsonValueKind.Null, _door.Grains.Topics.Epoch), (moved.GetProperty("topic").ValueKind, moved.GetProperty("epoch").GetGuid()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_mentors_calendar_a_scheme_and_a_practice_tell_their_followers_that_they_moved()
    {
        await HostHears();
        (string Topic, string Cookie)[] followed =
            [($"mentor/cambridge/{SomeMentoring.Mo}", _door.TraineeCookie()), ("scheme/cambridge", _door.TraineeCookie()), ("practice/K81001", _door.ManagerCookie())];
        foreach (var (topic, cookie) in followed)
        {
            await using var reader = await LiveClient.Connect(_door, cookie);
            Assert.Null((await reader.Invoke("Join", topic, null, null)).Error);
            await _door.Grains.Topics.Move([topic]);
            Assert.Equal(topic, (await Pushed(reader)).GetProperty("topic").GetString());
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_left_a_topic_hears_nothing_more_of_it()
    {
        await HostHears();
        await using var tia = await LiveClient.Connect(_door, _door.TraineeCookie());
        await tia.Invoke("Join", "me", null, null);
        await tia.Invoke("Join", "scheme/cambridge", null, null);
        Assert.Null((await tia.Invoke("Leave", "me")).Error);
        await _door.Grains.Topics.Move([SomeMentoring.Tia]);
        await _door.Grains.Topics.Move(["scheme/cambridge"]);
        Assert.Equal("scheme/cambridge", (await Pushed(tia)).GetProperty("topic").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task One_connection_follows_a_few_topics_only()
    {
        await using var client = await LiveClient.Connect(_door);
        foreach (var region in new[] { "Y56", "Y58", "Y59" }) Assert.Null((await client.Invoke("Join", $"live/{region}/School", null, null)).Error);
        Assert.Contains("TopicsFull", (await client.Invoke("Join", Topic, null, null)).Error, StringComparison.Ordinal);
        Assert.Null((await client.Invoke("Join", "live/Y56/School", null, null)).Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task Wrong_calls_are_errors_and_the_connection_lives_on()
    {
        await using var client = await LiveClient.Connect(_door);
        Assert.NotNull((await client.Invoke("Nothing")).Error);
        Assert.NotNull((await client.Invoke("Join")).Error);
        Assert.NotNull((await client.Invoke("Join", 1, 2, 3)).Error);
        Assert.NotNull((await client.Invoke("Join", null, null, null)).Error);
        Assert.NotNull((await client.Invoke("Join", Topic, null, "seven")).Error);
        Assert.NotNull((await client.Invoke("Leave", new { a = 1 })).Error);
        Assert.Null((await client.Invoke("Join", Topic, "not-a-guid", 1)).Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_oversized_message_ends_the_connection()
    {
        await using var client = await RawLiveClient.Connect(_door);
        await client.Send($$"""{"type":1,"target":"Join","arguments":["{{new string('x', 100_000)}}",null,null]}""");
        while (await client.Receive() is not null) { }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_page_of_another_site_cannot_connect()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => LiveClient.Connect(_door, _door.DoctorCookie(), "https://evil.example"));
        await using var own = await LiveClient.Connect(_door, _door.DoctorCookie(), "http://localhost");
        Assert.Null((await own.Invoke("Join", "me", null, null)).Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_has_gone_leaves_no_seat_behind()
    {
        var connections = _door.App.Services.GetRequiredService<LiveConnections>();
        var client = await LiveClient.Connect(_door);
        await client.Invoke("Join", Topic, null, null);
        var topic = _door.App.Services.GetRequiredService<BoardRelay>().Find(Some.Board);
        Assert.Single(topic.Seats);
        await client.DisposeAsync();
        while (connections.Count > 0 || !topic.Seats.IsEmpty) await Task.Yield();
    }

    private TopicsKnown Known => _door.App.Services.GetRequiredService<LiveTopics>().Known;

    private static Task<bool> HasMoved(LiveClient client, TopicsKnown shown) => HasMoved(client, shown.Epoch, shown.Version);

    private static async Task<bool> HasMoved(LiveClient client, Guid? epoch, long? version) =>
        (await client.Invoke("Join", "me", epoch?.ToString(), version)).Result!.Value.GetProperty("moved").GetBoolean();

    /// <summary>The next notice of a move; the host waits a tick between two rounds of them, and the clock is ours.</summary>
    private async Task<JsonElement> Pushed(LiveClient client)
    {
        var pushed = client.Pushed("moved");
        while (!pushed.IsCompleted)
        {
            _door.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        return (await pushed)!.Value;
    }

    /// <summary>Returns when the host has subscribed to what moves, and has told it to everybody who was there before.</summary>
    private async Task HostHears()
    {
        await using var early = await LiveClient.Connect(_door, _door.DoctorCookie());
        Assert.True(await HasMoved(early, null, null));
        await Pushed(early);
    }

    /// <summary>Returns when the broadcaster waits for its next tick: that is one timer more.</summary>
    private async Task BetweenTicks(int timersBefore)
    {
        while (_door.Time.ActiveTimers <= timersBefore) await Task.Yield();
    }
}
