using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.TestKit;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Notices;

public sealed partial class OutboxPageTests
{
    private const string Outbox = "/notices/outbox";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_server_those_who_keep_mails_see_what_each_says_and_its_file_is_there()
    {
        await using var door = await OpenWithPages();
        await Queue(door, MailStore.Mail("one"));
        await Sends(door, "one", MailState.Sent);
        var page = await Read(door, Outbox);
        Assert.Contains("ana@example.org", page, StringComparison.Ordinal);
        // It opens an account, so a coordinator must not read it.
        Assert.DoesNotContain("/open/sample", page, StringComparison.Ordinal);
        Assert.Contains("Dear Ana Okafor,", await Read(door, Outbox, door.AdministratorCookie()), StringComparison.Ordinal);
        Assert.Contains("No email server is set up", page, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(door.DataFolder, "outbox"), "*.eml"));
        Assert.Contains("Sent (1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ana@example.org", await Read(door, Outbox + "?state=failed"), StringComparison.Ordinal);
        var mail = Assert.Single((await Json(door, "/api/v1/mail?state=sent", door.AdministratorCookie())).GetProperty("mails").EnumerateArray());
        Assert.Contains("Dear Ana Okafor,", mail.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("550 5.1.1 nobody here")]
    public async Task With_a_server_they_see_masked_addresses_and_nothing_of_what_is_said(string? answer)
    {
        await using var server = SmtpServer.Start();
        server.Instead = said => said.StartsWith("RCPT", StringComparison.Ordinal) ? answer : null;
        await using var door = await OpenWithPages(
            ("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"), ("Mail:Tls", "None"), ("Mail:From", "noreply@example.org"),
                ("Mail:PublicUrl", "http://example.org"));
        await Queue(door, MailStore.Mail("one"));
        await Sends(door, "one", answer is null ? MailState.Sent : MailState.Failed);
        var page = await Read(door, Outbox);
        Assert.Contains("a…@example.org", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        var json = (await Json(door, "/api/v1/mail")).GetRawText();
        foreach (var personal in new[] { "ana@", "Okafor", "/open/sample" })
        {
            Assert.DoesNotContain(personal, page, StringComparison.Ordinal);
            Assert.DoesNotContain(personal, json, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_failed_mail_is_sent_again_by_its_button_once()
    {
        await using var door = await OpenWithPages();
        await Queue(door, MailStore.Mail("one"));
        await Sends(door, "one", MailState.Sent);
        await Change(door, mails => mails.ExecuteUpdateAsync(mail => mail.SetProperty(to => to.State, MailState.Failed).SetProperty(to => to.Attempts, 12), Token));
        var page = await Read(door, Outbox);
        Assert.Contains("Send again", page, StringComparison.Ordinal);

        var pressed = await Press(door, page);
        Assert.Equal((HttpStatusCode.Redirect, Outbox + "?done=retry"), (pressed.StatusCode, pressed.Headers.Location?.OriginalString.Replace("http://localhost", "", StringComparison.Ordinal)));
        await Sends(door, "one", MailState.Sent);
        var again = await (await Press(door, page)).Content.ReadAsStringAsync(Token);
        Assert.Contains("has not failed or no longer exists", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_api_sends_a_failed_mail_again_and_refuses_what_is_none()
    {
        await using var door = await WithoutSender(await Door.Open());
        await Queue(door, MailStore.Mail("week/1/2"));
        await Sends(door, "week/1/2", MailState.Sent);
        await Change(door, mails => mails.ExecuteUpdateAsync(mail => mail.SetProperty(to => to.State, MailState.Failed), Token));
        var client = door.Client(door.CoordinatorCookie());
        Assert.Equal(HttpStatusCode.NoContent, (await client.SendAsync(Request(HttpMethod.Post, "/api/v1/mail/retry", """{"key":"week/1/2"}""", "first"), Token)).StatusCode);
        await Sends(door, "week/1/2", MailState.Sent);
        Assert.Equal(ProblemCodes.NotFound, await (await client.SendAsync(Request(HttpMethod.Post, "/api/v1/mail/retry", """{"key":"week/1/2"}""", "second"), Token)).Code());
        Assert.Equal(ProblemCodes.InvalidRequest, await (await client.GetAsync("/api/v1/mail?state=lost", Token)).Code());
    }

    [Fact]
    public async Task Others_than_coordinators_see_no_mails()
    {
        await using var door = await OpenWithPages();
        foreach (var address in new[] { Outbox, "/notices/templates", "/notices/templates/invitation" })
        {
            Assert.StartsWith("/sign-in", (await door.Client().GetAsync(address, Token)).Headers.Location?.OriginalString, StringComparison.Ordinal);
            foreach (var cookie in new[] { door.DoctorCookie(), door.ManagerCookie() })
                Assert.Equal("/forbidden", (await door.Client(cookie).GetAsync(address, Token)).Headers.Location?.OriginalString);
        }
    }

    [Fact]
    public async Task Each_template_is_shown_as_text_and_as_the_html_that_is_sent()
    {
        await using var door = await OpenWithPages();
        var gallery = await Read(door, "/notices/templates");
        Assert.All(MailTemplates.Newest, template => Assert.Contains($"/notices/templates/{template.Name}\"", gallery, StringComparison.Ordinal));
        var client = door.Client(door.CoordinatorCookie());
        var preview = await client.GetAsync("/notices/templates/place-offered", Token);
        Assert.Equal(MailTemplates.Find("place-offered")!.Render(MailSamples.Of(MailTemplates.Find("place-offered")!)).Html, await preview.Content.ReadAsStringAsync(Token));
        Assert.Contains("sandbox", preview.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/notices/templates/unknown", Token)).StatusCode);
    }

    private static async Task Queue(Door door, OutgoingMail mail)
    {
        await using var scope = door.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMailOutbox>().Queue(mail, Token);
    }

    private static async Task Change(Door door, Func<DbSet<StoredMail>, Task> change)
    {
        await using var scope = door.App.Services.CreateAsyncScope();
        await change(scope.ServiceProvider.GetRequiredService<AccountsDb>().Set<StoredMail>());
    }

    private static async Task<Door> OpenWithPages(params (string Key, string Value)[] settings) => await WithoutSender(await Door.OpenWithPages(settings));

    /// <summary>The test takes the sender's place.</summary>
    private static async Task<Door> WithoutSender(Door door)
    {
        await door.App.Services.GetServices<IHostedService>().OfType<MailSender>().Single().StopAsync(Token);
        return door;
    }

    /// <summary>Sends what is due once the sender would be told of it.</summary>
    private static async Task Sends(Door door, string key, MailState state)
    {
        await door.App.Services.GetRequiredService<MailSignal>().Wait(TimeSpan.FromMinutes(1), door.Time, Token);
        await door.App.Services.GetRequiredService<MailDelivery>().SendDue(Token);
        await Change(door, async mails => Assert.Equal(state, (await mails.AsNoTracking().SingleAsync(mail => mail.Key == key, Token)).State));
    }

    private static async Task<string> Read(Door door, string address, string? cookie = null)
    {
        var response = await door.Client(cookie ?? door.CoordinatorCookie()).GetAsync(address, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Token);
    }

    private static async Task<System.Text.Json.JsonElement> Json(Door door, string address, string? cookie = null) => await (await door.Client(cookie ?? door.CoordinatorCookie()).GetAsync(address, Token)).Json();

    private static async Task<HttpResponseMessage> Press(Door door, string page)
    {
        var fresh = await door.Client(door.CoordinatorCookie()).GetAsync(Outbox, Token);
        var cookie = fresh.Headers.GetValues("Set-Cookie").Single(it => it.StartsWith("outreach-form=", StringComparison.Ordinal)).Split(';')[0];
        var form = Field().Matches(page[page.IndexOf("data-command=\"retry\"", StringComparison.Ordinal)..]).Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)))
            .DistinctBy(field => field.Key).ToDictionary();
        form["__RequestVerificationToken"] = Field().Matches(await fresh.Content.ReadAsStringAsync(Token)).First(match => match.Groups["name"].Value == "__RequestVerificationToken").Groups["value"].Value;
        return await door.Client($"{door.CoordinatorCookie()}; {cookie}").PostAsync(Outbox, new FormUrlEncodedContent(form), Token);
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")]
    private static partial Regex Field();
}
