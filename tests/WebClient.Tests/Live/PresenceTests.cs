using System.Security.Claims;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Live;

/// <summary>Who sees whom, and who must not.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private const string Practice = "presence/K81001";
    private const string Week = "presence/K81001/2026-08-03";

    private Door _door = null!;

    public async ValueTask InitializeAsync()
    {
        _door = await Door.Open();
        _door.Grains.Answers = (grain, method, _) => (grain, method) is ("practice/K81001", "View") ? Some.Practice() : throw new InvalidOperationException($"{grain} {method}");
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    [Fact(Timeout = 60_000)]
    public async Task A_manager_and_the_regions_coordinator_see_each_other()
    {
        await using var mara = await LiveClient.Connect(_door, Manager());
        await using var cora = await LiveClient.Connect(_door, Coordinator());
        Assert.Null((await mara.Invoke("Join", Practice, null, null)).Error);
        Assert.Null((await cora.Invoke("Join", Week, null, null)).Error);
        var seen = await Sees(mara, 2);
        Assert.Equal(["Cora Bell at 2026-08-03", "Mara Dunn"], seen);
        await Leaves(cora, Week);
        Assert.Equal(["Mara Dunn"], await Sees(mara, 1));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_has_gone_is_not_here_any_more()
    {
        await using var mara = await LiveClient.Connect(_door, Manager());
        var cora = await LiveClient.Connect(_door, Coordinator());
        await mara.Invoke("Join", Practice, null, null);
        await cora.Invoke("Join", Practice, null, null);
        await Sees(mara, 2);
        await cora.DisposeAsync();
        Assert.Equal(["Mara Dunn"], await Sees(mara, 1));
    }

    [Fact(Timeout = 60_000)]
    public async Task Somebody_on_another_host_is_seen()
    {
        await using var mara = await LiveClient.Connect(_door, Manager());
        await mara.Invoke("Join", Practice, null, null);
        await Sees(mara, 1);
        await _door.Grains.Presences[Practice].ComesElsewhere(new PresentPerson("9", "Rowan Ashby", null));
        Assert.Equal(["Mara Dunn", "Rowan Ashby"], await Sees(mara, 2));
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_else_may_look_or_is_seen()
    {
        _door.Grains.Answers = (grain, _, _) => grain == "practice/K81001" ? Some.Practice() : Some.Practice(grain["practice/".Length..], "Y56");
        (string? Cookie, string Code)[] others =
        [
            (null, ProblemCodes.NotSignedIn),
            (_door.DoctorCookie(), ProblemCodes.NotAllowed),
            (_door.ManagerCookie("K81002"), ProblemCodes.NotAllowed),
            (_door.CoordinatorCookie("Y56"), ProblemCodes.NotAllowed),
            (_door.Cookie("nora"), ProblemCodes.NotAllowed),
        ];
        foreach (var (cookie, code) in others)
        {
            await using var client = await LiveClient.Connect(_door, cookie);
            Assert.Contains(code, (await client.Invoke("Join", Practice, null, null)).Error, StringComparison.Ordinal);
            Assert.Contains(code, (await client.Invoke("Join", Week, null, null)).Error, StringComparison.Ordinal);
        }

        Assert.Empty(_door.Grains.Presences);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_heartbeat_reports_again_while_somebody_is_here_and_ends_with_the_last()
    {
        await using var mara = await LiveClient.Connect(_door, Manager());
        await mara.Invoke("Join", Practice, null, null);
        await Sees(mara, 1);
        var grain = _door.Grains.Presences[Practice];
        var before = grain.Reports;
        _door.Time.Advance(PresenceRelay.Heartbeat);
        await Until(() => grain.Reports > before);

        await Leaves(mara, Practice);
        await Until(() => grain.Here.IsEmpty);
        before = grain.Reports;
        // Beats run within the clock's step, and a report to this fake is answered at once.
        _door.Time.Advance(PresenceRelay.Heartbeat * 3);
        Assert.Equal(before, grain.Reports);
    }

    private string Manager() => _door.Cookie("mara", (ClaimTypes.Role, Roles.PracticeManager), (OutreachClaims.Practice, "K81001"), (OutreachClaims.DisplayName, "Mara Dunn"));

    private string Coordinator() => _door.Cookie("cora", (ClaimTypes.Role, Roles.Coordinator), (OutreachClaims.Region, "Y61"), (OutreachClaims.DisplayName, "Cora Bell"));

    private static async Task Leaves(LiveClient client, string topic) => Assert.Null((await client.Invoke("Leave", topic)).Error);

    /// <summary>The first push that shows so many people: name and week.</summary>
    private async Task<string[]> Sees(LiveClient client, int people)
    {
        while (true)
        {
            // The broadcaster waits a tick after each round; the clock is ours.
            var pushed = client.Pushed("present");
            while (!pushed.IsCompleted)
            {
                _door.Time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }

            var list = (await pushed)!.Value.GetProperty("people");
            if (list.GetArrayLength() == people)
                return [.. list.EnumerateArray().Select(Text).Order(StringComparer.Ordinal)];
        }
    }

    private static string Text(JsonElement person) =>
        person.GetProperty("name").GetString() + (person.GetProperty("week").ValueKind == JsonValueKind.String ? $" at {person.GetProperty("week").GetString()}" : "");

    private static async Task Until(Func<bool> condition)
    {
        while (!condition()) await Task.Yield();
    }
}
