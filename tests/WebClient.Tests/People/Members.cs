using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.People;

/// <summary>Accounts at a door, and signing in to them over HTTP.</summary>
internal static class Members
{
    public const string Password = "a long enough password";

    /// <summary>A doctor's account; its id.</summary>
    public static async Task<string> Member(this Door door, string email, string password = Password)
    {
        await using var scope = door.App.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountAdministration>().Create(new NewAccount(email, "Dr Ana Okafor", password, [Roles.Doctor], null, []));
        Assert.Empty(made.Problems);
        return made.AccountId!;
    }

    /// <summary>The cookie of a new session.</summary>
    public static async Task<string> SignIn(this Door door, string email, string password = Password, string userAgent = "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0")
    {
        var response = await door.TrySignIn(email, password, userAgent);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        return response.Headers.GetValues("Set-Cookie").Single(header => header.StartsWith(AccountsHosting.CookieName, StringComparison.Ordinal)).Split(';')[0];
    }

    public static Task<HttpResponseMessage> TrySignIn(this Door door, string email, string password = Password, string userAgent = "") => door.Client().SendAsync(
        Request(HttpMethod.Post, "/api/v1/session", JsonSerializer.Serialize(new { email, password })).With("User-Agent", userAgent));

    public static async Task<HttpStatusCode> Me(this Door door, string cookie) => (await door.Client(cookie).GetAsync("/api/v1/me")).StatusCode;

    /// <summary>Templates of the mails about changes of an account, in the order of their names.</summary>
    public static Task<List<string>> Told(this Door door, string email) => door.With<AccountsDb, List<string>>(accounts =>
        accounts.Set<StoredMail>().Where(mail => mail.To == email && mail.Key.StartsWith("account/")).OrderBy(mail => mail.Template).Select(mail => mail.Template).ToListAsync());

    /// <summary>Does something with a service of the door in a scope of its own.</summary>
    public static async Task<T> With<TService, T>(this Door door, Func<TService, Task<T>> act)
        where TService : notnull
    {
        await using var scope = door.App.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
