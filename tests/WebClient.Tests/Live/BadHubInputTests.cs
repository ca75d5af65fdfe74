using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

/// <summary>
/// What broken programs and attackers send to the hub: each is answered with a code, passed over or cut off, nobody gains a seat by it, and the
/// next one who comes is served as before.
/// </summary>
public sealed class BadHubInputTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private const string Board = "live/Y61/Foundation";

    private readonly Door _door = open.Door;

    public static TheoryData<string> BadHandshakes =>
    [
        "", " ", "{", "[]", "null", "1", "\"json\"", "not json", "{}", """{"protocol":"json"}""", """{"version":1}""", """{"protocol":"messagepack","version":1}""", """{"protocol":"","version":1}""",
        """{"protocol":null,"version":1}""", """{"protocol":7,"version":1}""", """{"protocol":"json","version":"1"}""", """{"protocol":"json","version":99}""",
        """{"protocol":"json","version":1e400}""", """{"protocol":["json"],"version":1}""", """{"type":1,"target":"Join","arguments":["me",null,null]}""", "\0", "\ud83d\ude00", new string('[', 900),
        new string('x', 5_000),
    ];

    public static TheoryData<string> BadFrames =>
    [
        "", " ", "{", "}", "[]", "null", "1", "\"x\"", "not json", "{}", """{"type":"1"}""", """{"type":1e400}""", """{"type":null}""", """{"type":1}""",
        """{"type":1,"target":"Join"}""", """{"type":1,"target":7,"arguments":[]}""", """{"type":1,"target":null,"arguments":[]}""", """{"type":1,"target":"Join","arguments":"me"}""",
        """{"type":1,"target":"Join","arguments":{"topic":"me"}}""", """{"type":1,"invocationId":1,"target":"Join","arguments":["me",null,null]}""", """{"type":1,"target":"Join","arguments":["\ud800",null,null]}""",
        """{"type":1,"target":"Join","target":"Leave","arguments":["x"]}""", """{"type":2,"invocationId":"1","item":{}}""", """{"type":3,"invocationId":"1","result":{}}""", """{"type":3,"invocationId":"1","result":1,"error":"x"}""",
        """{"type":4,"invocationId":"9","target":"Join","arguments":["me",null,null]}""", """{"type":5,"invocationId":"1"}""", """{"type":5}""", """{"type":7,"error":"x","allowReconnect":true}""",
        """{"type":8,"sequenceId":1}""", """{"type":9,"sequenceId":-5}""", """{"type":1,"target":"Join","arguments":["x",null,null],"streamIds":["1"]}""", "\0", "{\"type\":1,\"target\":\"\0\",\"arguments\":[]}", new string('[', 900),
    ];

    public static TheoryData<string> BadTopics =>
    [
        "", " ", "/", "me ", "Me", "me/", "me\0", "live", "live/", "live/Y61", "live/Y61/", "live/Y61/foundation", "live/y61/Foundation", "live/Y61/Foundation ", "live//Foundation", "live/Y6١/Foundation", "live/../Foundation", "live/Y6/Foundation", "ME",
        "live/Y61/Foundation/x", "presence/", "presence/k81001", "presence/K81001/2026-02-30", "presence/K81001/2026-08-04", "presence/K81001/2026-08-03/x", "practice/", "practice/k81001", "practice/K81001", "practice/K81001/2026-08-03", "scheme/", "scheme/Cambridge", "scheme/cambridge/x", "mentor/cambridge", "mentor/cambridge/",
        "person/0000000000000000000000000000000a", "week/K81001/2026-08-03", "*", "%", "' or 1=1 --", "\u202eem", new string('x', 800),
    ];

    public static TheoryData<string, string> BadCalls => new()
    {
        { "Nothing", "[]" }, { "", "[]" }, { "Joins", "[]" }, { "Join", "[]" }, { "Join", "[\"me\"]" }, { "Join", "[\"me\",null]" },
        { "Join", "[\"me\",null,null,null]" }, { "Join", "[1,2,3]" }, { "Join", "[[\"me\"],null,null]" },
        { "Join", "[{\"topic\":\"me\"},null,null]" }, { "Join", "[\"live/Y61/Foundation\",7,null]" },
        { "Join", "[\"live/Y61/Foundation\",null,\"seven\"]" }, { "Join", "[\"live/Y61/Foundation\",null,1.5]" },
        { "Join", "[\"live/Y61/Foundation\",null,99999999999999999999]" }, { "Join", "[\"live/Y61/Foundation\",null,true]" }, { "Leave", "[]" },
        { "Leave", "[{\"a\":1}]" }, { "Leave", "[\"x\",\"y\"]" }, { "Dispose", "[]" }, { "ToString", "[]" }, { "OnConnectedAsync", "[]" },
        { "get_Context", "[]" }, { "delta", "[{}]" }, { "moved", "[{}]" },
    };

    public static TheoryData<string> ForeignOrigins =>
        ["https://evil.example", "http://localhost.evil.example", "http://evil.example:80@localhost", "null", "http://localhost:1", "http://localhost@localhost", "localhost", "file://", "javascript:alert(1)"];

    [Theory(Timeout = 60_000), MemberData(nameof(BadHandshakes))]
    public async Task A_handshake_that_is_none_begins_nothing(string handshake)
    {
        await using (var client = await RawLiveClient.Connect(_door, _door.DoctorCookie(), handshake: false))
        {
            await client.Send(handshake);
            var answer = await client.Receive();
            Assert.True(answer is null || answer.Value.TryGetProperty("error", out _), answer?.GetRawText());
        }

        await AnotherIsServed();
    }

    [Theory(Timeout = 60_000), MemberData(nameof(BadFrames))]
    public async Task A_frame_that_is_no_call_is_passed_over_or_ends_the_connection(string frame)
    {
        await using (var client = await RawLiveClient.Connect(_door))
        {
            await client.Send(frame);
            await IsAliveOrClosed(client);
        }

        await AnotherIsServed();
    }

    /// <summary>SignalR waits for more after a kind of message that it does not know yet.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(99)]
    [InlineData(-1)]
    public async Task A_frame_of_a_kind_to_come_is_passed_over(int type)
    {
        await using var client = await RawLiveClient.Connect(_door);
        await client.Send($$"""{"type":{{type}}}""");
        await AnotherIsServed();
    }

    [Theory(Timeout = 60_000), MemberData(nameof(BadTopics))]
    public async Task A_topic_that_is_none_is_refused_with_a_code(string topic)
    {
        await using var client = await RawLiveClient.Connect(_door, _door.DoctorCookie());
        var error = (await client.Invoke("Join", topic, null, null)).Error;
        Assert.Matches($"({ProblemCodes.NotAllowed}|TopicUnknown|Failed to invoke 'Join').*$", error);
        Assert.DoesNotContain(" at OutreachSilo", error, StringComparison.Ordinal);
        Assert.DoesNotContain(topic, _door.Grains.Boards.Keys);
        await client.Invoke("Leave", topic);
        Assert.Null((await client.Invoke("Join", Board, null, null)).Error);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(BadCalls))]
    public async Task A_call_that_cannot_be_made_is_an_error_and_the_connection_lives_on(string method, string arguments)
    {
        await using var client = await RawLiveClient.Connect(_door);
        await client.Send($$"""{"type":1,"invocationId":"x","target":"{{method}}","arguments":{{arguments}}}""");
        var answer = (await client.Receive())!.Value;
        Assert.True(answer.TryGetProperty("error", out var error), answer.GetRawText());
        Assert.DoesNotContain(" at ", error.GetString(), StringComparison.Ordinal);
        Assert.Null((await client.Invoke("Join", Board, null, null)).Error);
    }

    [Theory(Timeout = 60_000), MemberData(nameof(ForeignOrigins))]
    public async Task A_page_of_elsewhere_cannot_connect_with_the_cookie_of_its_reader(string origin) =>
        await Assert.ThrowsAnyAsync<Exception>(() => RawLiveClient.Connect(_door, _door.DoctorCookie(), origin));

    [Fact(Timeout = 60_000)]
    public async Task Who_never_shakes_hands_has_no_seat()
    {
        await using var door = await Door.Open();
        await using var silent = await RawLiveClient.Connect(door, door.DoctorCookie(), handshake: false);
        await using var other = await RawLiveClient.Connect(door);
        Assert.Null((await other.Invoke("Join", Board, null, null)).Error);
        Assert.Equal(1, door.App.Services.GetRequiredService<LiveConnections>().Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_call_in_pieces_is_understood_and_a_huge_one_in_pieces_ends_the_connection()
    {
        await using var client = await RawLiveClient.Connect(_door);
        var call = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = 1, invocationId = "1", target = "Join", arguments = new object?[] { Board, null, null } }) + '\u001e');
        foreach (var (index, one) in call.Index()) await client.SendFrame([one], end: index == call.Length - 1);
        Assert.Equal("1", (await client.Receive())!.Value.GetProperty("invocationId").GetString());
        try
        {
            for (var piece = 0; piece < 200; piece++) await client.SendFrame(new byte[1_000], end: false);
        }
        catch (Exception exception) when (exception is IOException or WebSocketException)
        {
            // Cut off before all of it was sent.
        }

        while (await client.Receive() is not null) { }
        await AnotherIsServed();
    }

    [Fact(Timeout = 60_000)]
    public async Task Binary_noise_ends_the_connection_or_is_passed_over()
    {
        await using (var client = await RawLiveClient.Connect(_door))
        {
            var noise = new byte[900];
            new Random(7).NextBytes(noise);
            await client.SendFrame([.. noise, 0x1e], type: WebSocketMessageType.Binary);
            await IsAliveOrClosed(client);
        }

        await AnotherIsServed();
    }

    [Fact(Timeout = 60_000)]
    public async Task Ten_thousand_calls_at_once_end_the_one_that_makes_them_and_nobody_else()
    {
        await using var other = await RawLiveClient.Connect(_door);
        Assert.Null((await other.Invoke("Join", Board, null, null)).Error);
        await using var flood = await RawLiveClient.Connect(_door);
        try
        {
            for (var call = 0; call < 10_000; call++) await flood.Send("""{"type":1,"target":"Join","arguments":["live/Y61/School",null,null]}""");
        }
        catch (Exception exception) when (exception is IOException or WebSocketException or ObjectDisposedException)
        {
            // Cut off.
        }

        while (await flood.Receive() is not null) { }
        Assert.Null((await other.Invoke("Leave", Board)).Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nothing_of_what_was_sent_is_logged_as_a_fault()
    {
        await using var door = await Door.Open();
        door.Grains.Board(Board).Change(Some.Row());
        await using (var client = await RawLiveClient.Connect(door, door.DoctorCookie()))
        {
            foreach (var call in new[] { "Secret-7f3a", "Join" }) await client.Invoke(call, "Secret-7f3a", null, null);
            await client.Send("Secret-7f3a");
            await IsAliveOrClosed(client);
        }

        Assert.DoesNotContain(door.Log.Lines, line => line.Contains("Secret-7f3a", StringComparison.Ordinal) || line.Contains(door.DoctorCookie(), StringComparison.Ordinal));
    }

    private static async Task IsAliveOrClosed(RawLiveClient client)
    {
        try
        {
            await client.Invoke("Leave", Board);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or WebSocketException)
        {
            // The connection is closed: that is an answer too.
        }
    }

    private async Task AnotherIsServed()
    {
        await using var client = await RawLiveClient.Connect(_door);
        Assert.Null((await client.Invoke("Join", Board, null, null)).Error);
    }
}
