using System.Security.Claims;
using Microsoft.Extensions.Logging.Abstractions;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.Live;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.TestKit;

namespace OutreachSilo.Tasters;

/// <summary>Whom the front end asks: the placement where a place can be had, and otherwise the week alone, which writes nothing down.</summary>
public sealed class BookingServiceTests
{
    private readonly ManualTime time = new(BoardRows.Noon);
    private readonly FakeGrains grains = new();
    private readonly HoldsUnderWay holds = new();

    [Fact]
    public async Task A_place_that_the_board_shows_is_held_without_asking_the_week_first()
    {
        var place = await Hold(BoardRows.A(capacity: 2));
        Assert.Equal(PlaceState.Held, place.Value!.State);
        Assert.Empty(grains.Quoted);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, true)]
    public async Task What_the_board_shows_as_gone_is_refused_by_the_week_and_no_placement_is_opened(int free, bool stopped)
    {
        grains.Quotes = static _ => new WeekQuote("Elm Tree Surgery", HalfDays.WholeWeek, Full);
        Assert.Equal(Full, (await Hold(BoardRows.A(capacity: 2, free: free, stopped: stopped))).Refusal);
        Assert.Single(grains.Quoted);
        Assert.Empty(grains.Calls);
    }

    [Fact]
    public async Task Where_more_ask_than_there_are_places_the_week_is_asked_first()
    {
        grains.Quotes = static _ => new WeekQuote("Elm Tree Surgery", HalfDays.WholeWeek, Full);
        var row = BoardRows.A(capacity: 1);
        using var other = holds.Begin(row.Week, TasterKind.Foundation);
        Assert.Equal(Full, (await Hold(row)).Refusal);
        Assert.Single(grains.Quoted);
        Assert.Empty(grains.Calls);
    }

    [Fact]
    public async Task A_board_that_is_behind_refuses_nobody()
    {
        var place = await Hold(BoardRows.A(capacity: 1, free: 0));
        Assert.Equal(PlaceState.Held, place.Value!.State);
        Assert.Single(grains.Quoted);
    }

    [Fact]
    public async Task Without_a_board_the_week_is_asked()
    {
        var place = await Hold(row: null);
        Assert.Equal(PlaceState.Held, place.Value!.State);
        Assert.Single(grains.Quoted);
    }

    private static readonly Refusal Full = new(RefusalCodes.WeekFull, "Both places are taken.");

    private Task<Outcome<PlaceView>> Hold(BoardRow? row)
    {
        var (week, place) = (new WeekId("K81001", BoardRows.Monday), Guid.NewGuid());
        grains.Answers = (_, _, _) => new PlaceView(
            place, week, TasterKind.Foundation, HalfDays.WholeWeek, PlaceState.Held, time.GetUtcNow().AddMinutes(10), 0, "Elm Tree Surgery");
        var user = new CurrentUser(new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.Role, Roles.Doctor), new Claim(OutreachClaims.Person, new string('a', 32))], "test")));
        var calls = new GrainCalls(new EdgeOptions { Retries = 0 }, time);
        var booking = new BookingService(
            grains, calls, new OneRow(row), new AgendaReader(grains, calls, NullLogger<AgendaReader>.Instance), holds, user, time);
        return booking.Hold(week, TasterKind.Foundation, place);
    }

    private sealed class OneRow(BoardRow? row) : IBoards
    {
        public ValueTask<BoardCache> Get(BoardId board) => throw new NotSupportedException();

        public BoardRow? Find(WeekId week, TasterKind kind) => row?.Week == week ? row : null;
    }
}
