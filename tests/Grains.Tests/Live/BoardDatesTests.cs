using System.Collections.Immutable;
using OutreachSilo.Hosting;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>What is over leaves a board by date, however long the board has been there.</summary>
public sealed class BoardDatesTests
{
    /// <summary>The Friday's last second in London, where it is summer.</summary>
    private static readonly DateTimeOffset LastSecond = new(2026, 8, 7, 22, 59, 59, TimeSpan.Zero);

    [Fact]
    public async Task A_week_stands_until_its_Friday_has_passed_in_London_and_never_comes_back()
    {
        await using var host = await GrainHost.New();
        await host.PublishedWeek();
        var board = Board(host);
        Assert.Single((await board.Snapshot()).Rows);

        JumpTo(host, LastSecond);
        Assert.Single((await board.Snapshot()).Rows);
        JumpTo(host, LastSecond.AddSeconds(1));
        Assert.Empty((await board.Snapshot()).Rows);

        // Attendance is recorded afterwards, and the stored summaries still hold the week.
        await board.Apply(Rows(version: 9));
        host.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Empty((await board.Snapshot()).Rows);
    }

    [Fact]
    public async Task A_board_that_begins_on_the_last_day_shows_the_week_and_one_that_begins_later_does_not()
    {
        await using var host = await GrainHost.New();
        await host.PublishedWeek();
        JumpTo(host, LastSecond);
        await using var onFriday = await host.Restart();
        Assert.Single((await Board(onFriday).Snapshot()).Rows);
        JumpTo(onFriday, LastSecond.AddSeconds(1));
        await using var onSaturday = await onFriday.Restart();
        Assert.Empty((await Board(onSaturday).Snapshot()).Rows);
    }

    private static IBoardGrain Board(GrainHost host) => host.Grains.GetGrain<IBoardGrain>(new BoardId(AWeek.Host.Region, TasterKind.Foundation).ToString());

    private static void JumpTo(GrainHost host, DateTimeOffset instant) => host.Time.Jump(instant - host.Time.GetUtcNow());

    private static ImmutableArray<BoardRow> Rows(int version) => AWeek.Published(capacity: version).State.ToBoardRows(version);
}
