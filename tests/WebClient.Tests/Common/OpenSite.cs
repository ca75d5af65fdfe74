using System.Security.Claims;
using OutreachSilo.Calendars.Feeds;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Grants;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>One door with pages and a record of each kind behind it, for the tests that ask it everything.</summary>
public sealed class OpenSite : IAsyncLifetime
{
    public static readonly Guid Place = new("00000000-0000-4000-8000-0000000000cc");

    /// <summary>What only reads of a grain; everything else changes something.</summary>
    private static readonly string[] Reads = ["View", "Agenda", "People", "Agreement", "FreeSlots", "PreviewMatch", "Room"];

    internal Door Door { get; private set; } = null!;

    /// <summary>What stands for each parameter of a route.</summary>
    internal IReadOnlyDictionary<string, string> RouteValues { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Door = await Door.OpenWithPages();
        Door.Grains.Answers = Answer;
        Everybody = Door.Everybody();
        Door.Grains.Board("live/Y61/Foundation").Change(Some.Row());
        Door.Grains.Board("live/Y61/School");
        await Door.With<AccountsDb, int>(accounts =>
        {
            foreach (var principal in Everybody.Where(one => one.Cookie is not null).Select(one => Door.TicketOf(one.Cookie!).Principal).DistinctBy(one => one.FindFirstValue(ClaimTypes.NameIdentifier)))
            {
                var id = principal.FindFirstValue(ClaimTypes.NameIdentifier)!;
                accounts.Add(new AppUser { Id = id, UserName = id, NormalizedUserName = id.ToUpperInvariant(), DisplayName = id, PersonId = principal.FindFirstValue(OutreachClaims.Person) });
            }

            return accounts.SaveChangesAsync();
        });
        var made = await Door.With<AccountAdministration, AccountCreated>(accounts => accounts.Create(new NewAccount("gil@example.org", "Gil Moor", Members.Password, [Roles.PracticeManager], null, ["K81001"]) { MoreRoles = [new GrantSpec(Roles.PracticeReception, "K81001")] }));
        var owner = await Door.Member("kit@example.org");
        var feed = await Door.With<FeedAddresses, string>(async feeds => (await feeds.Make(owner, CancellationToken.None)).Value!);
        RouteValues = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["region"] = "Y61",
            ["kind"] = "Foundation",
            ["ods"] = "K81001",
            ["monday"] = "2026-08-03",
            ["account"] = made.AccountId!,
            ["scheme"] = SomeMentoring.Scheme,
            ["code"] = SomeMentoring.Scheme,
            ["id"] = SomeMentoring.PairId.ToString("N"),
            ["mentorship"] = SomeMentoring.PairId.ToString(),
            ["meeting"] = SomeMentoring.MeetingId.ToString(),
            ["place"] = Place.ToString("N"),
            ["secret"] = Path.GetFileNameWithoutExtension(feed),
            ["token"] = "nobody-wrote-this",
            ["documentName"] = "v1",
            ["name"] = "invitation",
        };
    }

    internal IReadOnlyList<(string Who, string? Cookie)> Everybody { get; private set; } = [];

    internal Dictionary<(string Route, string Who), Caller.Answer> Pages { get; } = [];

    internal Dictionary<string, (string Token, Dictionary<string, string> Cookies)> Tokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls that change something, so far.</summary>
    internal int Changes => Door.Grains.Calls.Count(call => !Reads.Contains(call.Method));

    public ValueTask DisposeAsync() => Door.DisposeAsync();

    private static object Answer(string grain, string method, object? command) => method switch
    {
        _ when grain.Split('/')[0] is "scheme" or "mentor" or "mentee" or "mentorship" => SomeMentoring.Answer(grain, method, command),
        "Agenda" => new AgendaView([Some.Place(Place) with { Week = new WeekId("K81001", Some.Monday.AddDays(7)) }], 1),
        "People" => new WeekPeople([], 0),
        "PublishWeeks" => new Practices.PublishReport([]),
        "View" or "SetCapacity" when grain.StartsWith("week/", StringComparison.Ordinal) => Some.WeekView(),
        "View" or "ChooseHosting" or "DescribeAccess" => Some.Practice(),
        _ => Some.Place(),
    };
}
