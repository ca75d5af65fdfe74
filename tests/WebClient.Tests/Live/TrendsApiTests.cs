using System.Net;
using OutreachSilo.Common;

namespace OutreachSilo.Live;

public sealed class TrendsApiTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private const string Trends = "/api/v1/boards/Y61/Foundation/trends";

    [Theory]
    [InlineData("", 30)]
    [InlineData("?days=1", 1)]
    [InlineData("?days=100", 100)]
    public async Task Days_end_today_and_are_as_many_as_were_asked_for(string query, int days)
    {
        var answer = await (await open.Door.Client().GetAsync(Trends + query)).Json();
        Assert.Equal(days, answer.GetProperty("days").GetArrayLength());
        Assert.Equal("2026-01-05", answer.GetProperty("days")[days - 1].GetProperty("day").GetString());
        Assert.Equal("live/Y61/Foundation", answer.GetProperty("board").GetString());
    }

    [Theory]
    [InlineData("?days=0")]
    [InlineData("?days=101")]
    [InlineData("?days=-1")]
    [InlineData("?days=1.5")]
    [InlineData("?days=")]
    [InlineData("?days=99999999999999")]
    public async Task Other_spans_are_refused(string query)
    {
        var answer = await open.Door.Client().GetAsync(Trends + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(ProblemCodes.InvalidRequest, await answer.Code());
    }

    [Fact]
    public async Task A_board_that_cannot_exist_is_not_found() =>
        Assert.Equal(ProblemCodes.NotFound, await (await open.Door.Client().GetAsync("/api/v1/boards/Y6/Foundation/trends")).Code());
}
