using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

public sealed class MailOutboxTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_mail_of_a_key_is_not_made()
    {
        await Queue(Mail("twice") with { To = "one@example.org" });
        await Queue(Mail("twice") with { To = "two@example.org" });
        Assert.Equal(["one@example.org"], await Stored("twice"));
    }

    [Fact]
    public async Task Mails_of_one_key_at_once_make_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Queue(Mail("at-once")), Token)));
        Assert.Single(await Stored("at-once"));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_mail_shares_the_fate_of_the_callers_transaction(bool commits, int mails)
    {
        var key = $"shared-{commits}";
        await using (var scope = open.Door.App.Services.CreateAsyncScope())
        {
            var accounts = scope.ServiceProvider.GetRequiredService<AccountsDb>();
            await using var all = await accounts.Database.BeginTransactionAsync(Token);
            await scope.ServiceProvider.GetRequiredService<IMailOutbox>().Queue(Mail(key), Token);
            if (commits) await all.CommitAsync(Token);
        }

        Assert.Equal(mails, (await Stored(key)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("Ana <ana@example.org>")]
    [InlineData("ana@example.org, eve@example.org")]
    [InlineData("ana@example.org\r\nBcc: eve@example.org")]
    [InlineData("ana@example.org\n")]
    [InlineData(" ana@example.org")]
    public Task An_address_that_is_not_one_plain_address_is_refused(string to) => Refused(Mail("address") with { To = to });

    [Fact]
    public async Task An_unknown_template_a_missing_value_and_an_unfit_key_are_refused()
    {
        await Refused(Mail("template") with { Template = "unknown" });
        await Refused(Mail("value") with { Values = new Dictionary<string, string> { ["name"] = "Ana" } });
        await Refused(Mail(""));
        await Refused(Mail("a\nb"));
        await Refused(Mail(new string('k', StoredMail.KeyCharactersMax + 1)));
    }

    private static OutgoingMail Mail(string key) => new(key, "ana@example.org", MailTemplates.Invitation, MailSamples.Of(MailTemplates.Find(MailTemplates.Invitation)!));

    private async Task Refused(OutgoingMail mail)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Queue(mail));
        Assert.Empty(await Stored(mail.Key));
    }

    private async Task Queue(OutgoingMail mail)
    {
        await using var scope = open.Door.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMailOutbox>().Queue(mail, Token);
    }

    private async Task<List<string>> Stored(string key)
    {
        await using var scope = open.Door.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountsDb>().Set<StoredMail>().Where(mail => mail.Key == key).Select(mail => mail.To).ToListAsync(Token);
    }
}
