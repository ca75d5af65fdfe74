using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Notices;

public sealed class MailOptionsTests
{
    private static readonly (string Key, string Value)[] Smtp = [("Mail:Host", "mail.example.org"), ("Mail:From", "noreply@example.org"), ("Mail:PublicUrl", "https://example.org")];

    [Theory]
    [InlineData("http://0.0.0.0:5080;http://other:1", "http://localhost:5080/weeks")]
    [InlineData("http://*:5080", "http://localhost:5080/weeks")]
    [InlineData("http://127.0.0.1:4123/", "http://127.0.0.1:4123/weeks")]
    public async Task Links_begin_with_the_first_address_that_is_served(string urls, string link)
    {
        await using var store = await MailStore.Open([("Urls", urls)]);
        Assert.Equal(link, Of(store).LinkTo("/weeks"));
    }

    [Fact]
    public async Task Links_begin_with_what_is_given()
    {
        await using var store = await MailStore.Open([("Urls", "http://localhost:5080"), .. Smtp]);
        Assert.Equal("https://example.org/weeks", Of(store).LinkTo("/weeks"));
    }

    [Theory]
    [InlineData("Mail:Port", "0")]
    [InlineData("Mail:Port", "mail")]
    [InlineData("Mail:From", "nobody")]
    [InlineData("Mail:From", "noreply@localhost")]
    [InlineData("Mail:User", "outreach")]
    [InlineData("Mail:Password", "secret")]
    [InlineData("Mail:PublicUrl", "")]
    [InlineData("Mail:PublicUrl", "example.org")]
    [InlineData("Mail:PublicUrl", "javascript:alert(1)")]
    [InlineData("Mail:AttemptsMax", "0")]
    [InlineData("Mail:TimeoutSeconds", "0")]
    [InlineData("Mail:Retries", "6")]
    [InlineData("Mail:KeepDays", "0")]
    public async Task A_setting_that_is_not_accepted_is_named(string key, string value)
    {
        await using var store = await MailStore.Open([.. Smtp.Where(setting => setting.Key != key), (key, value)]);
        var refused = Record.Exception(() => Of(store));
        Assert.Contains(key, refused?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mail:Port 465", "Mail:Port=465")]
    [InlineData("Mail:Port 587", "Mail:Port=587", "Mail:Tls=Implicit")]
    [InlineData("Mail:Tls", "Mail:Tls=true")]
    [InlineData("Mail:Tls must be", "Mail:Tls=7")]
    [InlineData("Mail:User is needed", "Mail:OAuth:TokenFile=/run/token")]
    [InlineData("Mail:Password cannot be used", "Mail:OAuth:TokenFile=/run/token", "Mail:User=a@example.org", "Mail:Password=secret")]
    [InlineData("TokenFile cannot be used", "Mail:OAuth:TokenFile=/run/token", "Mail:User=a@example.org", "Mail:OAuth:Scope=mail")]
    [InlineData("Mail:OAuth:ClientId is needed", "Mail:OAuth:TokenEndpoint=https://login.example/token", "Mail:User=a@example.org",
        "Mail:OAuth:ClientSecret=secret")]
    [InlineData("Mail:OAuth:ClientSecret is needed", "Mail:OAuth:TokenEndpoint=https://login.example/token", "Mail:User=a@example.org",
        "Mail:OAuth:ClientId=id")]
    [InlineData("Mail:OAuth:TokenEndpoint must be", "Mail:OAuth:TokenEndpoint=http://login.example/token", "Mail:User=a@example.org",
        "Mail:OAuth:ClientId=id", "Mail:OAuth:ClientSecret=secret")]
    [InlineData("Mail:OAuth:TokenEndpoint must be", "Mail:OAuth:ClientId=id", "Mail:User=a@example.org", "Mail:OAuth:ClientSecret=secret")]
    [InlineData("sent unencrypted", "Mail:OAuth:TokenFile=/run/token", "Mail:User=a@example.org", "Mail:Tls=None")]
    public async Task Settings_that_do_not_go_together_are_named(string message, params string[] settings)
    {
        await using var store = await MailStore.Open([.. Smtp,
            .. settings.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);
        Assert.Contains(message, Record.Exception(() => Of(store))?.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "StartTls", 587)]
    [InlineData(null, "Implicit", 465)]
    [InlineData("2525", "StartTls", 2525)]
    [InlineData("2525", "Implicit", 2525)]
    public async Task The_port_goes_by_how_TLS_begins_unless_it_is_given(string? port, string tls, int expected)
    {
        await using var store = await MailStore.Open([.. Smtp, ("Mail:Tls", tls), .. port is null ? Array.Empty<(string, string)>()
            : [("Mail:Port", port)]]);
        Assert.Equal(expected, Of(store).ServerPort);
    }

    [Fact]
    public async Task A_password_in_clear_text_goes_to_this_machine_only()
    {
        (string, string)[] clear = [("Mail:User", "outreach"), ("Mail:Password", "secret"), ("Mail:Tls", "None")];
        await using var far = await MailStore.Open([.. Smtp, .. clear]);
        Assert.Contains("Mail:Tls", Assert.Throws<OptionsValidationException>(() => Of(far)).Message, StringComparison.Ordinal);
        await using var near = await MailStore.Open([.. Smtp[1..], .. clear, ("Mail:Host", "localhost")]);
        Assert.True(Of(near).IsSmtp);
    }

    private static MailOptions Of(MailStore store) => store.Services.GetRequiredService<IOptions<MailOptions>>().Value;
}
