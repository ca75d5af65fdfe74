using System.Security.Claims;
using Microsoft.Extensions.Logging.Abstractions;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;
using OutreachSilo.TestKit;

namespace OutreachSilo.Live;

public sealed class MyTasksTests
{
    private readonly ManualTime _time = new();
    private readonly FakeGrains _grains = new();
    private readonly FakeBoards _boards = new();

    [Fact]
    public async Task A_doctor_is_asked_for_offers_and_holds_the_most_pressing_first()
    {
        var now = _time.GetUtcNow();
        _grains.Answers = (_, _, _) => new AgendaView(
            [
                Some.Place(state: PlaceState.Offered) with { Until = now.AddHours(40) },
                Some.Place(state: PlaceState.Held) with { Until = now.AddMinutes(5) },
                Some.Place(state: PlaceState.Confirmed), Some.Place(state: PlaceState.Waiting), Some.Place(state: PlaceState.Expired),
            ],
            1);
        var tasks = await Of((ClaimTypes.Role, Roles.Doctor), (OutreachClaims.Person, Door.Ana));
        Assert.Equal(["Confirm your place", "Accept or decline a place"], tasks.Items.Select(task => task.What));
        Assert.Equal(now.AddMinutes(5), tasks.Items[0].Until);
        Assert.Equal("/weeks/K81001/2026-08-03", tasks.Items[0].Address);
        Assert.Empty(tasks.Boards);
    }

    [Theory]
    [InlineData(Hosting.Unasked, false, "Tell us if Meadow Surgery will host taster weeks")]
    [InlineData(Hosting.Hosting, false, "Publish weeks at Meadow Surgery")]
    [InlineData(Hosting.Hosting, true, null)]
    [InlineData(Hosting.NotHosting, false, null)]
    [InlineData(Hosting.Interested, false, null)]
    public async Task A_manager_is_asked_to_answer_and_to_publish(Hosting hosting, bool weeksAhead, string? task)
    {
        _grains.Answers = (_, _, _) => Some.Practice() with { Hosting = hosting, Weeks = weeksAhead ? [Some.Monday] : [new DateOnly(2025, 1, 6)] };
        Assert.Equal(task, (await Of(Manager)).Items.SingleOrDefault()?.What);
    }

    [Fact]
    public async Task A_closed_practice_asks_for_nothing()
    {
        _grains.Answers = (_, _, _) => Some.Practice() with { Hosting = Hosting.Unasked, Closed = new DateOnly(2026, 1, 1) };
        Assert.Empty((await Of(Manager)).Items);
    }

    [Fact]
    public async Task A_manager_hears_of_full_weeks_that_people_wait_for_in_their_own_practice_only()
    {
        _grains.Answers = (_, _, _) => Some.Practice();
        var opens = _time.GetUtcNow().AddDays(-1);
        BoardRow Row(string practice, int confirmed, int waiting, int weeks = 0) =>
            BoardRows.A(practice, Some.Monday.AddDays(7 * weeks), confirmed: confirmed, waiting: waiting, opens: opens, closes: opens.AddDays(9));
        _boards.Rows = [Row("K81001", 2, 3), Row("K81001", 2, 0, 1), Row("K81001", 1, 3, 2), Row("K81002", 2, 3)];
        var tasks = await Of(Manager);
        var task = Assert.Single(tasks.Items);
        Assert.Equal(("/manage/K81001#w2026-08-03", opens.AddDays(9)), (task.Address, task.Until!.Value));
        Assert.Contains("3 people are on the waiting list", task.Why, StringComparison.Ordinal);
        Assert.Equal(["live/Y61/Foundation", "live/Y61/School"], tasks.Boards.Select(board => board.Board.ToString()));
    }

    [Fact]
    public async Task A_coordinator_hears_of_stopped_weeks_with_people_in_them()
    {
        _boards.Rows = [BoardRows.A(stopped: true, confirmed: 1), BoardRows.A("K81002", stopped: true), BoardRows.A("K81003", confirmed: 1)];
        var task = Assert.Single((await Of((ClaimTypes.Role, Roles.Coordinator), (OutreachClaims.Region, "Y61"))).Items);
        Assert.Equal("/attention", task.Address);
        Assert.Contains("1 person still has a place", task.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mentor_is_asked_to_answer_and_to_record_what_is_over()
    {
        var now = _time.GetUtcNow();
        _grains.Answers = (grain, method, command) => grain.Split('/')[0] switch
        {
            "mentor" => SomeMentoring.Mentor(new InboxRequest(Guid.NewGuid(), SomeMentoring.Tor, 1, now.AddDays(3))) with { TrainedOn = null, Hours = null },
            "mentorship" => SomeMentoring.Pair(false, SomeMentoring.Meeting(startsAt: now.AddHours(-1)), SomeMentoring.Meeting(startsAt: now.AddHours(1))),
            _ => SomeMentoring.Answer(grain, method, command),
        };
        var tasks = await Of((ClaimTypes.Role, Roles.Trainee), (OutreachClaims.Person, SomeMentoring.Mo), (OutreachClaims.Trains, SomeMentoring.Scheme));
        Assert.Equal(
            ["Answer Person d", "Record your mentor training", "Set your availability", "Read and sign the agreement", "Record your meeting with Person c"], tasks.Items.Select(task => task.What));
        Assert.Equal(now.AddDays(3), tasks.Items[0].Until);
    }

    [Fact]
    public async Task The_list_has_an_end()
    {
        _boards.Rows = [.. Enumerable.Range(0, MyTasks.ItemsMax + 20).Select(number => BoardRows.A($"K8{number:0000}", stopped: true, confirmed: 1))];
        Assert.Equal(MyTasks.ItemsMax, (await Of((ClaimTypes.Role, Roles.Coordinator), (OutreachClaims.Region, "Y61"))).Items.Count);
    }

    [Fact]
    public async Task Somebody_without_a_role_has_no_tasks() => Assert.Empty((await Of()).Items);

    private static (string, string)[] Manager => [(ClaimTypes.Role, Roles.PracticeManager), (OutreachClaims.Practice, "K81001")];

    private Task<MyTaskList> Of(params (string Type, string Value)[] claims)
    {
        var user = new CurrentUser(new ClaimsPrincipal(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test")));
        var calls = new GrainCalls(new EdgeOptions { Retries = 0 }, _time);
        var (access, names, directory) = (new SchemeAccess(user), new MemberNames(new NoNames()), new FakeMentoringDirectory());
        var mentoring = new MentoringTasks(
            new SchemeService(_grains, calls, directory, names, access, user), new MentorService(_grains, calls, access), new MenteeService(_grains, calls, access), new PairService(_grains, calls, user),
            names, user, _time);
        var leading = new LeadTasks(new LeadService(_grains, calls, directory, null!, access, user, _time), new ProblemReports(null!, new PairService(_grains, calls, user), access, null!, null!, null!, user, _time), user);
        return new MyTasks(new BookingService(_grains, calls, _boards, new AgendaReader(_grains, calls, NullLogger<AgendaReader>.Instance), new HoldsUnderWay(), user, _time), new PublishingService(_grains, calls, user), _boards, mentoring, leading, user, _time).Read();
    }

    private sealed class NoNames : IPeopleNames
    {
        public Task<IReadOnlyDictionary<string, string>> NamesOf(IEnumerable<string> personIds, CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyDictionary<string, string>>(personIds.ToDictionary(id => id, id => $"Person {id[^1]}", StringComparer.Ordinal));

        public Task<IReadOnlyDictionary<string, string>> AccountsOf(IEnumerable<string> ids, CancellationToken cancellationToken = default) => NamesOf(ids, cancellationToken);
    }

    /// <summary>The rows on the board for Foundation doctors; the other is empty.</summary>
    private sealed class FakeBoards : IBoards
    {
        public BoardRow[] Rows { get; set; } = [];

        public ValueTask<BoardCache> Get(BoardId board) =>
            new(BoardCache.Of(new BoardSnapshot(board, Guid.Empty, 1, board.Kind == TasterKind.Foundation ? [.. Rows] : []), default));

        public BoardRow? Find(WeekId week, TasterKind kind) => null;
    }
}
