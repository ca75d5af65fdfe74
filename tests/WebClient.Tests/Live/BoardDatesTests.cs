using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>What is over leaves the lists of the API by date, on a host that has been running for months.</summary>
public sealed class BoardDatesTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_week_leaves_the_board_and_the_search_once_its_Friday_has_passed_in_London()
    {
        await using var door = await Door.Open();
        var closes = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);
        door.Grains.Board("live/Y61/Foundation").Change(
            Some.Row(closes: closes), Some.Row("K81002", monday: Some.Monday.AddDays(7), closes: closes));
        Assert.Equal((2, 2), (await OnBoard(), await Found()));

        door.Time.Jump(new DateTimeOffset(2026, 8, 7, 22, 59, 59, TimeSpan.Zero) - door.Time.GetUtcNow());
        Assert.Equal((2, 2), (await OnBoard(), await Found()));
        door.Time.Jump(TimeSpan.FromSeconds(1));
        Assert.Equal((1, 1), (await OnBoard(), await Found()));

        async Task<int> OnBoard() =>
            (await (await door.Client().GetAsync("/api/v1/boards/Y61/Foundation", TestContext.Current.CancellationToken)).Json()).GetProperty("rows").GetArrayLength();

        async Task<int> Found() =>
            (await (await door.Client().GetAsync("/api/v1/search?near=CB1", TestContext.Current.CancellationToken)).Json()).GetProperty("total").GetInt32();
    }
}
