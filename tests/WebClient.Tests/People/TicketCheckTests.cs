using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.People.Accounts;

/// <summary>Young tickets are believed; old ones are checked against the account.</summary>
public sealed class TicketCheckTests
{
    private const string Email = "ana@example.org";
    private const string Password = "a long enough password";

    [Fact]
    public async Task A_young_ticket_is_believed_and_an_old_one_is_checked()
    {
        await using var door = await Door.Open();
        await Make(door);
        door.Time.Advance(TimeSpan.FromSeconds(3));
        var cookie = await SignIn(door);
        await EndSessions(door);

        door.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.OK, await Me(door, cookie));
        door.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await Me(door, cookie));
    }

    [Fact]
    public async Task Negative_control_an_old_ticket_of_an_unchanged_account_stays_good()
    {
        await using var door = await Door.Open();
        await Make(door);
        var cookie = await SignIn(door);
        door.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.OK, await Me(door, cookie));
    }

    private static async Task Make(Door door)
    {
        await using var scope = door.App.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountAdministration>().Create(new NewAccount(Email, "Dr Ana Okafor", Password, [Roles.Doctor], null, []));
        Assert.Empty(made.Problems);
    }

    private static async Task<string> SignIn(Door door)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(new { email = Email, password = Password });
        var response = await door.Client().SendAsync(Request(HttpMethod.Post, "/api/v1/session", body));
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private static async Task EndSessions(Door door)
    {
        await using var scope = door.App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        Assert.True((await users.UpdateSecurityStampAsync((await users.FindByEmailAsync(Email))!)).Succeeded);
    }

    private static async Task<HttpStatusCode> Me(Door door, string cookie) => (await door.Client(cookie).GetAsync("/api/v1/me")).StatusCode;
}
