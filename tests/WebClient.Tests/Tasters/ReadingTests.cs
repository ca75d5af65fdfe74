using System.Net;
using OutreachSilo.Common;
using OutreachSilo.Practices;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Tasters;

public sealed class ReadingTests : IAsyncLifetime
{
    private Door _door = null!;

    public async ValueTask InitializeAsync() => _door = await Door.Open();

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact]
    public async Task A_week_is_sent_again_only_when_it_changed()
    {
        _door.Grains.Answers = (_, _, _) => Some.WeekView(version: 7);
        const string Week = "/api/v1/weeks/K81001/2026-08-03";
        var first = await _door.Client().GetAsync(Week);
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal(HttpStatusCode.NotModified, (await _door.Client().SendAsync(Request(HttpMethod.Get, Week).With("If-None-Match", tag))).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await _door.Client().SendAsync(Request(HttpMethod.Get, Week).With("If-None-Match", "\"other\", W/" + tag))).StatusCode);
        // A hold that ran out changes what is free before anything is written.
        _door.Grains.Answers = (_, _, _) => Some.WeekView(version: 7, free: 1);
        var second = await _door.Client().SendAsync(Request(HttpMethod.Get, Week).With("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(1, (await second.Json()).GetProperty("offers")[0].GetProperty("free").GetInt32());
    }

    [Fact]
    public async Task A_board_is_filtered_and_read_from_the_grain_once()
    {
        var board = _door.Grains.Board("live/Y61/Foundation");
        board.Change(
            Some.Row("K81001", free: 0), Some.Row("K81002", host: Some.Host("Far", latitude: 53.5)), Some.Row("K81003", host: Some.Host("Near", pcn: "U2", latitude: 52.21)),
            Some.Row("K81004", monday: Some.Monday.AddDays(7)), Some.Row("K81005", host: Some.Host("Nowhere", latitude: double.NaN)));
        Assert.Equal(5, await Count(""));
        Assert.Equal(1, await Count("?pcn=U2"));
        Assert.Equal(4, await Count("?free=true"));
        Assert.Equal(3, await Count("?near=cb1&km=20"));
        Assert.Equal(1, await Count("?from=2026-08-10"));
        Assert.Equal(4, await Count("?from=2026-08-05&to=2026-08-05"));
        Assert.Equal(1, board.Subscriptions);

        async Task<int> Count(string query) => (await (await _door.Client().GetAsync("/api/v1/boards/Y61/Foundation" + query)).Json()).GetProperty("rows").GetArrayLength();
    }

    [Fact]
    public async Task Only_weeks_that_can_be_booked_now_are_free()
    {
        var (hour, open) = (TimeSpan.FromHours(1), Some.Row("K81001"));
        var now = _door.Time.GetUtcNow();
        _door.Grains.Board("live/Y61/Foundation").Change(
            open,
            Some.Row("K81002", free: 0),
            Some.Row("K81003", stopped: true),
            Some.Row("K81004", closes: now),
            Some.Row("K81005") with { Offer = open.Offer with { Opens = now + hour } });

        Assert.Equal(["K81001/2026-08-03"], await Keys());
        _door.Time.Advance(hour);
        Assert.Equal(["K81001/2026-08-03", "K81005/2026-08-03"], await Keys());

        async Task<string[]> Keys()
        {
            var board = await (await _door.Client().GetAsync("/api/v1/boards/Y61/Foundation?free=true")).Json();
            return [.. board.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("k").GetString()!).Order(StringComparer.Ordinal)];
        }
    }

    [Theory]
    [InlineData("/api/v1/boards/Y61/Foundation?near=%E2%80%AACB1%E2%80%AC")]
    [InlineData("/api/v1/search?near=CB1%E2%80%8B%0D%0A")]
    [InlineData("/api/v1/practices?q=%EF%BB%BFmill")]
    public async Task What_is_looked_for_may_be_pasted_with_marks_that_nobody_sees(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await _door.Client().GetAsync(address)).StatusCode);

    [Fact]
    public async Task A_row_of_the_API_says_who_the_host_is_and_where()
    {
        _door.Grains.Board("live/Y61/Foundation").Change(Some.Row());
        var board = await (await _door.Client().GetAsync("/api/v1/boards/Y61/Foundation")).Json();
        Assert.Equal(
            """{"k":"K81001/2026-08-03","n":"Meadow Surgery","p":"U00001","pn":"Cam PCN","d":"2026-08-03","h":1023,"c":2,"f":2,"hd":0,"of":0,"cf":0,"w":0,"o":"2026-01-01T09:00:00Z","cl":"2026-07-01T09:00:00Z","v":1,"la":52.2,"lo":0.12,"pc":"CB1 2AB"}""",
            board.GetProperty("rows")[0].GetRawText());
    }

    [Fact]
    public async Task Search_finds_only_practices_that_state_every_access_need()
    {
        _door.Grains.Board("live/Y61/Foundation").Change(
            Some.Row("K81001", host: Some.Host("Both") with { Access = AccessFeatures.StepFree | AccessFeatures.HearingLoop }),
            Some.Row("K81002", host: Some.Host("One") with { Access = AccessFeatures.StepFree }), Some.Row("K81003", host: Some.Host("Unknown")));
        Assert.Equal(3, await Total(""));
        Assert.Equal(2, await Total("&access=StepFree"));
        Assert.Equal(1, await Total("&access=StepFree,HearingLoop"));
        Assert.Equal(HttpStatusCode.BadRequest, (await _door.Client().GetAsync("/api/v1/search?near=CB1&access=Helipad")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _door.Client().GetAsync("/api/v1/search?near=CB1&access=StepFree,StepFree")).StatusCode);

        async Task<int> Total(string query) => (await (await _door.Client().GetAsync("/api/v1/search?near=CB1" + query)).Json()).GetProperty("total").GetInt32();
    }

    [Fact]
    public async Task Search_finds_the_nearest_open_weeks_first()
    {
        _door.Grains.Board("live/Y61/Foundation").Change(
            Some.Row("K81001", host: Some.Host("Second", latitude: 52.25)), Some.Row("K81002", host: Some.Host("First")), Some.Row("K81003", host: Some.Host("Too far", latitude: 53.5)),
            Some.Row("K81004", stopped: true), Some.Row("K81005", closes: _door.Time.GetUtcNow()), Some.Row("K81006", host: Some.Host("Full, but one can wait", latitude: 52.3), free: 0));
        var found = await (await _door.Client().GetAsync("/api/v1/search?near=CB1%202AB&km=30")).Json();
        Assert.Equal(["First", "Second", "Full, but one can wait"], found.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("week").GetProperty("n").GetString()));
        Assert.Equal(5.6, found.GetProperty("hits")[1].GetProperty("kilometres").GetDouble());
        var page = await (await _door.Client().GetAsync("/api/v1/search?near=CB1&skip=1&take=1")).Json();
        Assert.Equal(("Second", 3), (page.GetProperty("hits")[0].GetProperty("week").GetProperty("n").GetString(), page.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task People_of_a_week_are_named_for_its_host()
    {
        _door.Grains.Answers = (_, _, _) => new WeekPeople([new WeekPerson(Guid.NewGuid(), Door.Ana, TasterKind.Foundation, PlaceState.Held, _door.Time.GetUtcNow(), null)], 3);
        var people = await (await _door.Client(_door.ManagerCookie()).GetAsync("/api/v1/weeks/K81001/2026-08-03/people")).Json();
        Assert.Equal("Applicant 0000", people.GetProperty("people")[0].GetProperty("name").GetString());
        Assert.Equal(3, people.GetProperty("waiting").GetInt32());
    }

    [Fact]
    public async Task The_document_describes_every_operation_with_its_codes()
    {
        var document = await (await _door.Client().GetAsync("/openapi/v1.json")).Json();
        var hold = document.GetProperty("paths").GetProperty("/api/v1/weeks/{practice}/{monday}/places").GetProperty("post");
        Assert.Contains(hold.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key" && parameter.GetProperty("required").GetBoolean());
        var full = hold.GetProperty("responses").GetProperty("409").GetProperty("content").GetProperty("application/problem+json").GetProperty("examples").GetProperty("WeekFull");
        Assert.Equal("WeekFull", full.GetProperty("value").GetProperty("code").GetString());
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.NotEqual("", operation.Value.GetProperty("summary").GetString());
                Assert.True(operation.Value.GetProperty("responses").TryGetProperty("429", out _), path.Name);
                Assert.Contains(operation.Value.GetProperty("responses").EnumerateObject(), response => response.Name[0] == '2');
            }
    }
}
