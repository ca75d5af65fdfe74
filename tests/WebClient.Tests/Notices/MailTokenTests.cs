using System.Text;
using OutreachSilo.TestKit;
using static OutreachSilo.Notices.MailStore;

namespace OutreachSilo.Notices;

/// <summary>XOAUTH2 with a token of a file or of a token endpoint.</summary>
public sealed class MailTokenTests : IAsyncLifetime
{
    private const string User = "noreply@example.org";

    private readonly SmtpServer _server = SmtpServer.Start();
    private TokenEndpoint _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await TokenEndpoint.Start();
        _server.Token = (User, _endpoint.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _endpoint.DisposeAsync();
    }

    [Fact]
    public async Task A_token_of_the_endpoint_signs_in_and_is_used_until_its_last_minute()
    {
        await using var store = await To(_server, ByEndpoint());
        await Sent(store, "one");
        store.Time.Advance(TimeSpan.FromSeconds(3600 - 61));
        await Sent(store, "two");
        Assert.Equal(["client_credentials"], _endpoint.Asked);
        store.Time.Advance(TimeSpan.FromSeconds(1));
        _server.Token = (User, _endpoint.Token = "token-2");
        await Sent(store, "three");
        Assert.Equal(2, _endpoint.Asked.Count);
        Assert.Equal(
            [Initial("token-1"), Initial("token-1"), Initial("token-2")],
            _server.Commands.Where(said => said.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_that_the_server_refuses_is_asked_for_anew()
    {
        await using var store = await To(_server, ByEndpoint());
        await Sent(store, "one");
        _server.Token = (User, _endpoint.Token = "token-2");
        await store.Queue(Mail("two"));
        await store.SendDue();
        Assert.Equal(MailState.Waiting, (await store.Stored("two")).State);
        store.Time.Advance(TimeSpan.FromMinutes(1));
        await store.SendDue();
        Assert.Equal(MailState.Sent, (await store.Stored("two")).State);
    }

    [Fact]
    public async Task A_token_without_an_end_is_asked_for_with_each_connection()
    {
        _endpoint.ExpiresIn = 0;
        await using var store = await To(_server, ByEndpoint());
        await Sent(store, "one");
        await Sent(store, "two");
        Assert.Equal(2, _endpoint.Asked.Count);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"a b"}""")]
    [InlineData("""{"access_token":"a\r\nRCPT TO:<eve@example.org>"}""")]
    public async Task An_endpoint_that_gives_no_token_is_named_and_the_mail_waits(string answer)
    {
        _endpoint.Instead = answer;
        await using var store = await To(_server, ByEndpoint());
        await Waits(store, "Mail:OAuth:TokenEndpoint");
    }

    [Fact]
    public async Task A_wrong_client_secret_is_told_and_not_repeated()
    {
        await using var store = await To(_server, [.. ByEndpoint(), ("Mail:OAuth:ClientSecret", "wrong-secret")]);
        var reason = await Waits(store, "answered 401");
        Assert.DoesNotContain("wrong-secret", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_a_file_is_read_for_each_connection()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var store = await To(_server, ("Mail:User", User), ("Mail:OAuth:TokenFile", file));
            await File.WriteAllTextAsync(file, "old-token\n", TestContext.Current.CancellationToken);
            await Waits(store, "cannot be used");
            await File.WriteAllTextAsync(file, _endpoint.Token + "\n", TestContext.Current.CancellationToken);
            store.Time.Advance(TimeSpan.FromMinutes(1));
            await store.SendDue();
            Assert.Equal(MailState.Sent, (await store.Stored("waits")).State);
            Assert.Empty(_endpoint.Asked);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        await using var store = await To(_server, ("Mail:User", User),
            ("Mail:OAuth:TokenFile", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));
        await Waits(store, "Mail:OAuth:TokenFile");
    }

    private (string, string)[] ByEndpoint() =>
    [
        ("Mail:User", User),
        ("Mail:OAuth:TokenEndpoint", _endpoint.Address.ToString()),
        ("Mail:OAuth:ClientId", TokenEndpoint.ClientId),
        ("Mail:OAuth:ClientSecret", TokenEndpoint.ClientSecret),
        ("Mail:OAuth:Scope", TokenEndpoint.Scope),
    ];

    private static string Initial(string token) =>
        "AUTH XOAUTH2 " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"user={User}\u0001auth=Bearer {token}\u0001\u0001"));

    private static async Task Sent(MailStore store, string key)
    {
        await store.Queue(Mail(key));
        await store.SendDue();
        Assert.Equal(MailState.Sent, (await store.Stored(key)).State);
    }

    private async Task<string> Waits(MailStore store, string because)
    {
        await store.Queue(Mail("waits"));
        await store.SendDue();
        var mail = await store.Stored("waits");
        Assert.Equal((MailState.Waiting, 1), (mail.State, mail.Attempts));
        Assert.Contains(because, mail.Reason, StringComparison.Ordinal);
        Assert.Empty(_server.Mails);
        return mail.Reason!;
    }
}
