using System.Security.Claims;
using Microsoft.Extensions.Logging.Abstractions;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.Live;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.Placements;
using OutreachSilo.TestKit;

namespace OutreachSilo.Tasters;

/// <summary>What the front end tells a placement of the week: only what the board shows as free for all who ask.</summary>
public sealed class BookingServiceTests
{
    private readonly ManualTime time = new(BoardRows.Noon);
    private readonly FakeGrains grains = new();
    private readonly HoldsUnderWay holds = new();

    [Fact]
    public async Task A_place_that_the_board_shows_is_asked_for_by_its_half_days() =>
        Assert.Equal((HalfDays.WholeWeek, "Elm Tree Surgery"), await Hold(BoardRows.A(capacity: 2)));

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, true)]
    public async Task What_the_board_shows_as_gone_is_left_for_the_placement_to_find_out(int free, bool stopped) =>
        Assert.Equal((HalfDays.None, ""), await Hold(BoardRows.A(capacity: 2, free: free, stopped: stopped)));

    [Fact]
    public async Task Where_more_ask_than_there_are_places_the_placement_finds_out()
    {
        var row = BoardRows.A(capacity: 1);
        using var other = holds.Begin(row.Week, TasterKind.Foundation);
        Assert.Equal((HalfDays.None, ""), await Hold(row));
    }

    [Fact]
    public async Task Without_a_board_the_placement_finds_out() => Assert.Equal((HalfDays.None, ""), await Hold(row: null));

    private async Task<(HalfDays HalfDays, string Host)> Hold(BoardRow? row)
    {
        var (week, place) = (new WeekId("K81001", BoardRows.Monday), Guid.NewGuid());
        grains.Answers = (_, _, _) => new PlaceView(
            place, week, TasterKind.Foundation, HalfDays.WholeWeek, PlaceState.Held, time.GetUtcNow().AddMinutes(10), 0, "Elm Tree Surgery");
        var user = new CurrentUser(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Role, Roles.Doctor), new Claim(OutreachClaims.Person, new string('a', 32))], "test")));
        var calls = new GrainCalls(new EdgeOptions { Retries = 0 }, time);
        var booking = new BookingService(
            grains, calls, new OneRow(row), new AgendaReader(grains, calls, NullLogger<AgendaReader>.Instance), holds, user, time);
        Assert.Equal(PlaceState.Held, (await booking.Hold(week, TasterKind.Foundation, place)).Value!.State);
        var opening = Assert.IsType<OpenPlacement>(Assert.Single(grains.Calls).Command);
        return (opening.HalfDays, opening.HostName);
    }

    private sealed class OneRow(BoardRow? row) : IBoards
    {
        public ValueTask<BoardCache> Get(BoardId board) => throw new NotSupportedException();

        public BoardRow? Find(WeekId week, TasterKind kind) => row?.Week == week ? row : null;
    }
}
