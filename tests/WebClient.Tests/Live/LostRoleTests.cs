using Microsoft.EntityFrameworkCore;
using OutreachSilo.Common;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Sessions;
using OutreachSilo.People.Grants;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Live;

/// <summary>Whoever loses a role is off the practice's private topic at once, while connected.</summary>
public sealed class LostRoleTests : IAsyncLifetime
{
    private const string Practice = "presence/K81001";
    private const string Mara = "mara@example.org";
    private const string Rowan = "rowan@example.org";

    private Door _door = null!;

    public async ValueTask InitializeAsync()
    {
        _door = await Door.Open();
        _door.Grains.Answers = (grain, method, _) => (grain, method) is ("practice/K81001", "View") ? Some.Practice() : throw new InvalidOperationException($"{grain} {method}");
        foreach (var (email, name) in new[] { (Mara, "Mara Dunn"), (Rowan, "Rowan Ashby") })
            await _door.With<AccountAdministration, object>(async accounts => await accounts.Create(new NewAccount(email, name, Members.Password, [Roles.PracticeManager], null, ["K81001"])));
        // Beyond the time within which clocks may differ, so that the roles given are not news any more.
        _door.Time.Advance(TimeSpan.FromSeconds(5));
        await Read();
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_whose_role_is_ended_here_or_on_another_node_is_gone_and_the_colleague_stays(bool here)
    {
        var cookie = await _door.SignIn(Mara);
        await using var mara = await LiveClient.Connect(_door, cookie);
        await using var rowan = await LiveClient.Connect(_door, await _door.SignIn(Rowan));
        await Join(mara);
        await Join(rowan);

        if (here) await EndRole();
        else await EndRoleElsewhere();

        Assert.Null(await mara.Pushed("never"));
        while (_door.Grains.Presences[Practice].Here is not [{ Name: "Rowan Ashby" }]) await Task.Yield();
        Assert.Null((await rowan.Invoke("Leave", Practice)).Error);
        await using var again = await LiveClient.Connect(_door, cookie);
        Assert.Contains(ProblemCodes.NotAllowed, (await again.Invoke("Join", Practice, null, null)).Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_whose_role_runs_out_is_gone_with_it_and_not_before()
    {
        var until = _door.Time.GetUtcNow().AddMinutes(2);
        await _door.With<AccountsDb, int>(accounts => accounts.Grants.ExecuteUpdateAsync(grant => grant.SetProperty(it => it.Until, until)));
        await using var mara = await LiveClient.Connect(_door, await _door.SignIn(Mara));
        await Join(mara);
        // A frame under way when the clock jumps would count as one that takes too long.
        Assert.NotNull(await mara.Pushed("present"));
        _door.Time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromSeconds(1));
        Assert.Null((await mara.Invoke("Join", Practice, null, null)).Error);

        _door.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await mara.Pushed("never"));
    }

    [Fact(Timeout = 60_000)]
    public async Task One_whose_ticket_ends_is_gone_with_it_and_not_before()
    {
        var cookie = await _door.SignIn(Mara);
        var left = _door.TicketOf(cookie).Properties.ExpiresUtc!.Value - _door.Time.GetUtcNow();
        await using var mara = await LiveClient.Connect(_door, cookie);
        // A board of which nothing is pushed: a frame under way when the clock jumps would count as one that takes too long.
        Assert.Null((await mara.Invoke("Join", "live/Y61/Foundation", null, null)).Error);
        // The machine's clock is far from this one: no other than the service's sends anybody away.
        _door.Time.Jump(left - TimeSpan.FromSeconds(2));
        Assert.Null((await mara.Invoke("Join", "live/Y61/Foundation", null, null)).Error);

        _door.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(await mara.Pushed("never"));
    }

    private static async Task Join(LiveClient client) => Assert.Null((await client.Invoke("Join", Practice, null, null)).Error);

    private async Task EndRole()
    {
        var role = await _door.With<AccountsDb, Guid>(accounts => accounts.Grants.Where(grant => accounts.Users.Any(user => user.Id == grant.AccountId && user.Email == Mara)).Select(grant => grant.Id).SingleAsync());
        var ended = await _door.Client(_door.AdministratorCookie()).SendAsync(Request(HttpMethod.Delete, $"/api/v1/roles/{role}"), TestContext.Current.CancellationToken);
        Assert.True(ended.IsSuccessStatusCode);
    }

    /// <summary>In the store only, which this node reads in its next second.</summary>
    private async Task EndRoleElsewhere()
    {
        var now = _door.Time.GetUtcNow();
        await _door.With<AccountsDb, int>(accounts => accounts.Grants.Where(grant => accounts.Users.Any(user => user.Id == grant.AccountId && user.Email == Mara))
            .ExecuteUpdateAsync(grant => grant.SetProperty(it => it.EndedAt, now).SetProperty(it => it.ChangedAt, now)));
        await Read();
    }

    private Task Read() => _door.With<AccountsWatch, bool>(async watch =>
    {
        await watch.Refresh(TestContext.Current.CancellationToken);
        return true;
    });
}
