using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Grants;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Calendars.Feeds;

/// <summary>A person's calendar by its secret address, as two independent parsers read what the server answers.</summary>
public sealed class FeedTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private const string Path = "/api/v1/me/calendar";

    private static readonly DateTimeOffset At = new(2026, 3, 31, 17, 0, 0, TimeSpan.Zero);
    private static readonly Guid Booked = Guid.NewGuid();
    private static readonly Guid Dropped = Guid.NewGuid();

    private readonly Door _door = open.Door;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_whole_agenda_is_in_it_and_both_parsers_read_it()
    {
        var (confirmed, held) = (Some.Place(state: PlaceState.Confirmed), Some.Place(state: PlaceState.Held) with { HalfDays = HalfDays.Day(0).With(HalfDays.Day(2)) });
        var (cookie, _) = await Trainee("whole@example.org", new AgendaView([confirmed, held, Some.Place(state: PlaceState.Waiting)], 1)
        {
            Engagements =
            [
                // Moved once, and another one given up.
                Meeting(Booked, At, 0, ended: true), Meeting(Booked, At.AddDays(1), 1, ended: false), Meeting(Dropped, At.AddDays(2), 0, ended: true),
            ],
        });
        var calendar = await _door.Client().GetStringAsync(await Make(cookie), Token);
        foreach (var read in (await CalendarReaders.Read(calendar)).Both)
        {
            var entries = read.Entries.ToDictionary(entry => entry.Uid.Split('@')[0]);
            Assert.Equal(5, entries.Count);
            Assert.Equal(("2026-04-01T17:00:00.000Z", 1, "CONFIRMED"), Facts(entries[$"{Booked:N}"]));
            Assert.Equal(("2026-04-02T17:00:00.000Z", 1, "CANCELLED"), Facts(entries[$"{Dropped:N}"]));
            Assert.Equal(("2026-08-03", 1, "CONFIRMED"), Facts(entries[$"{confirmed.Id:N}"]));
            Assert.Equal(("2026-08-03", 0, "TENTATIVE"), Facts(entries[$"{held.Id:N}"]));
            Assert.Equal(("2026-08-05", 0, "TENTATIVE"), Facts(entries[$"{held.Id:N}-1"]));
            Assert.Equal(("2026-08-08", "2026-08-04"), (entries[$"{confirmed.Id:N}"].End, entries[$"{held.Id:N}"].End));
            Assert.EndsWith($"/mentorships/{SomeMentoring.PairId:N}", entries[$"{Booked:N}"].Url, StringComparison.Ordinal);
        }

        Assert.Contains("TZID=Europe/London", calendar, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijklmnopqrstuvwxyz", calendar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again_and_nobody_between_keeps_it()
    {
        var (cookie, _) = await Trainee("etag@example.org", new AgendaView([Some.Place()], 1));
        var (address, client) = (await Make(cookie), _door.Client());
        using var first = await client.GetAsync(address, Token);
        Assert.Equal("text/calendar", first.Content.Headers.ContentType?.MediaType);
        Assert.True(first.Headers.CacheControl?.Private);

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again, Token)).StatusCode);
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), Token);
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag, 0), (head.StatusCode, head.Headers.ETag, (await head.Content.ReadAsByteArrayAsync(Token)).Length));

        _door.Grains.Answers = (grain, method, command) => grain.StartsWith("person/", StringComparison.Ordinal) ? new AgendaView([], 2) : SomeMentoring.Answer(grain, method, command);
        using var changed = new HttpRequestMessage(HttpMethod.Get, address);
        changed.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(first.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(changed, Token)).StatusCode);
    }

    [Fact]
    public async Task A_new_address_ends_the_one_before_and_an_ended_one_opens_nothing()
    {
        var (cookie, account) = await Trainee("renew@example.org", new AgendaView([], 1));
        var client = _door.Client();
        var (first, second) = (await Make(cookie), await Make(cookie));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(first, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(second, Token)).StatusCode);
        Assert.NotEqual(System.Text.Json.JsonValueKind.Null, (await (await _door.Client(cookie).GetAsync(Path, Token)).Json()).GetProperty("since").ValueKind);

        await using (var scope = _door.App.Services.CreateAsyncScope())
        {
            var stored = await scope.ServiceProvider.GetRequiredService<AccountsDb>().CalendarFeeds.SingleAsync(feed => feed.AccountId == account, Token);
            Assert.DoesNotContain(stored.Hash, second, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await _door.Client(cookie).SendAsync(Request(HttpMethod.Delete, Path), Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(second, Token)).StatusCode);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_wrong_address_opens_nothing_and_asks_no_grain(string secret)
    {
        _door.Grains.Calls.Clear();
        Assert.Equal(HttpStatusCode.NotFound, (await _door.Client().GetAsync($"/calendars/{secret}.ics", Token)).StatusCode);
        Assert.Empty(_door.Grains.Calls);
    }

    [Fact]
    public async Task Asking_too_often_is_refused_as_for_other_anonymous_reads()
    {
        await using var door = await Door.Open(false, [.. OpenDoor.NoLimits, ("Limits:AnonymousPerMinute", "10")]);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 11; i++) answers.Add((await door.Client().GetAsync("/calendars/x.ics", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.All(answers[..^1], answer => Assert.Equal(HttpStatusCode.NotFound, answer));
    }

    private static (string Start, int Sequence, string Status) Facts(ReadEntry entry) => (entry.Start, entry.Sequence, entry.Status);

    private static EngagementView Meeting(Guid entry, DateTimeOffset startsAt, int sequence, bool ended) =>
        new(Guid.NewGuid(), GrainKeys.Mentorship(SomeMentoring.PairId), entry, startsAt, 30, sequence, ended);

    /// <summary>An account with this agenda, signed in.</summary>
    private async Task<(string Cookie, string Account)> Trainee(string email, AgendaView agenda)
    {
        _door.Grains.Answers = (grain, method, command) => grain.StartsWith("person/", StringComparison.Ordinal) ? agenda : SomeMentoring.Answer(grain, method, command);
        var person = Guid.NewGuid().ToString("N");
        await using var scope = _door.App.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountAdministration>().Create(
            new NewAccount(email, "Tia Marsh", "a long enough password", [], null, [], person) { MoreRoles = [new GrantSpec(Roles.Trainee, SomeMentoring.Scheme)] });
        Assert.True(made.Succeeded, string.Join(' ', made.Problems));
        var account = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync(Token);
        return (_door.TraineeCookie(person, account: account), account);
    }

    private async Task<string> Make(string cookie)
    {
        using var made = await _door.Client(cookie).SendAsync(Request(HttpMethod.Post, Path, key: Guid.NewGuid().ToString("N")), Token);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        return new Uri((await made.Json()).GetProperty("address").GetString()!).PathAndQuery;
    }
}
