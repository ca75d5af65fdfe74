using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using OutreachSilo.Calendars;
using OutreachSilo.TestKit;
using static OutreachSilo.Notices.MailStore;

namespace OutreachSilo.Notices;

/// <summary>The outbox against a real mail server.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task A_mail_arrives_once_in_text_and_html_and_its_values_are_forgotten()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("one"));
        await store.SendDue();
        await store.SendDue();

        var mail = Assert.Single(server.Mails);
        Assert.Equal(("noreply@example.org", "ana@example.org"), (mail.From, Assert.Single(mail.To)));
        Assert.Equal("GP taster weeks <noreply@example.org>", mail.Header("From"));
        Assert.Equal("Your invitation to GP Outreach", mail.Header("Subject"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.Contains("Dear Ana Okafor,", mail.Parts["text/plain"], StringComparison.Ordinal);
        Assert.Contains("<p>Dear Ana Okafor,</p>", mail.Parts["text/html"], StringComparison.Ordinal);
        var stored = await store.Stored("one");
        Assert.Equal((MailState.Sent, 1, ""), (stored.State, stored.Attempts, stored.Values));
        Assert.Equal(store.Time.GetUtcNow(), stored.SentAt);
    }

    [Fact]
    public async Task An_invitation_travels_beside_the_text_and_is_forgotten()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("invited") with { Calendar = Invitation(CalendarStatus.Confirmed) }, Mail("cancelled") with { Calendar = Invitation(CalendarStatus.Cancelled) });
        await store.SendDue();
        foreach (var method in new[] { "REQUEST", "CANCEL" })
        {
            var mail = Assert.Single(server.Mails, mail => mail.Data.Contains($"method={method}", StringComparison.Ordinal));
            Assert.Contains($"METHOD:{method}", mail.Parts["text/calendar"], StringComparison.Ordinal);
            Assert.Contains("Dear Ana Okafor,", mail.Parts["text/plain"], StringComparison.Ordinal);
        }

        Assert.All(await store.All(), mail => Assert.Null(mail.Calendar));
    }

    [Theory]
    [InlineData("RCPT")]
    [InlineData("MAIL")]
    [InlineData(".")]
    public async Task A_mail_that_is_put_off_is_sent_a_minute_later_then_two(string command)
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("put-off"));
        server.Instead = said => said.StartsWith(command, StringComparison.Ordinal) ? "451 4.3.0 later" : null;
        await store.SendDue();
        Assert.Equal((MailState.Waiting, 1), await StateOf(store, "put-off"));
        Assert.Equal(store.Time.GetUtcNow().AddMinutes(1), (await store.Stored("put-off")).DueAt);
        Assert.Equal(0, await store.SendDue());

        store.Time.Advance(TimeSpan.FromMinutes(1));
        await store.SendDue();
        Assert.Equal(store.Time.GetUtcNow().AddMinutes(2), (await store.Stored("put-off")).DueAt);
        server.Instead = null;
        store.Time.Advance(TimeSpan.FromMinutes(2));
        await store.SendDue();
        Assert.Equal((MailState.Sent, 3), await StateOf(store, "put-off"));
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("MAIL")]
    [InlineData("DATA")]
    public async Task A_dropped_connection_is_tried_again(string command)
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("dropped"));
        server.Instead = said => said.StartsWith(command, StringComparison.Ordinal) ? SmtpServer.HangUp : null;
        await store.SendDue();
        Assert.Equal((MailState.Waiting, 1), await StateOf(store, "dropped"));
        server.Instead = null;
        store.Time.Advance(TimeSpan.FromMinutes(1));
        await store.SendDue();
        Assert.Equal((MailState.Sent, 2), await StateOf(store, "dropped"));
    }

    [Fact]
    public async Task An_answer_lost_after_the_mail_was_taken_brings_it_again_under_the_same_id()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("lost"));
        server.Instead = said => said == "." ? SmtpServer.HangUp : null;
        await store.SendDue();
        Assert.Equal((MailState.Waiting, 1), await StateOf(store, "lost"));
        server.Instead = null;
        store.Time.Advance(TimeSpan.FromMinutes(1));
        await store.SendDue();
        Assert.Equal((MailState.Sent, 2), await StateOf(store, "lost"));
        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(mail => mail.Header("Message-ID")).Distinct());
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_fails_at_once_without_naming_it()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("gone", "gone@example.org"), Mail("there"));
        server.Instead = said => said.StartsWith("RCPT TO:<gone", StringComparison.Ordinal) ? "550 5.1.1 no mailbox gone@example.org here" : null;
        await store.SendDue();
        var gone = await store.Stored("gone");
        Assert.Equal((MailState.Failed, 1), (gone.State, gone.Attempts));
        Assert.DoesNotContain("gone@", gone.Reason, StringComparison.Ordinal);
        Assert.Equal((MailState.Sent, 1), await StateOf(store, "there"));
    }

    [Fact]
    public async Task After_so_many_attempts_a_mail_has_failed()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server, ("Mail:AttemptsMax", "3"));
        await store.Queue(Mail("never"));
        server.Instead = said => said.StartsWith("RCPT", StringComparison.Ordinal) ? "450 4.2.0 later" : null;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(1, await store.SendDue());
            store.Time.Advance(TimeSpan.FromHours(4));
        }

        Assert.Equal((MailState.Failed, 3), await StateOf(store, "never"));
        Assert.Equal(0, await store.SendDue());
    }

    [Fact]
    public async Task With_name_and_password_it_signs_in_and_with_a_wrong_one_the_mail_waits()
    {
        await using var server = SmtpServer.Start();
        server.Credentials = ("outreach", "secret");
        await using var good = await To(server, ("Mail:User", "outreach"), ("Mail:Password", "secret"));
        await good.Queue(Mail("good"));
        await good.SendDue();
        Assert.Equal((MailState.Sent, 1), await StateOf(good, "good"));

        await using var bad = await To(server, ("Mail:User", "outreach"), ("Mail:Password", "wrong"));
        await bad.Queue(Mail("bad"));
        await bad.SendDue();
        Assert.Equal((MailState.Waiting, 1), await StateOf(bad, "bad"));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Asked_for_TLS_it_says_nothing_to_a_server_without()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server, ("Mail:Tls", "StartTls"), ("Mail:User", "outreach"), ("Mail:Password", "secret"));
        await store.Queue(Mail("clear"));
        await store.SendDue();
        Assert.Equal((MailState.Waiting, 1), await StateOf(store, "clear"));
        Assert.DoesNotContain(server.Commands, said => said.StartsWith("AUTH", StringComparison.Ordinal) || said.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Asked_for_TLS_it_says_nothing_to_a_server_that_nobody_vouches_for()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = SmtpServer.Start(certificate);
        await using var store = await To(server, ("Mail:Tls", "StartTls"), ("Mail:User", "outreach"), ("Mail:Password", "secret"));
        await store.Queue(Mail("unknown"));
        await store.SendDue();
        Assert.Equal((MailState.Waiting, 1), await StateOf(store, "unknown"));
        Assert.Contains("STARTTLS", server.Commands);
        Assert.DoesNotContain(server.Commands, said => said.StartsWith("AUTH", StringComparison.Ordinal) || said.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_implicit_TLS_it_says_nothing_to_a_server_that_nobody_vouches_for()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key,
            HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var server = SmtpServer.StartImplicit(certificate);
        await using var store = await To(server, ("Mail:Tls", "Implicit"), ("Mail:User", "outreach"), ("Mail:Password", "secret"));
        await store.Queue(Mail("unknown"));
        await store.SendDue();
        Assert.Equal((MailState.Waiting, 1), await StateOf(store, "unknown"));
        Assert.DoesNotContain(server.Commands, said => said != "CONNECT");
    }

    [Fact]
    public async Task Two_processes_over_one_store_send_each_mail_once()
    {
        await using var server = SmtpServer.Start();
        await using var one = await To(server);
        await using var two = await To(server, ("Storage:DataFolder", one.DataFolder));
        await one.Queue(Enumerable.Range(0, 40).Select(number => Mail($"many-{number}", $"a{number}@example.org")));
        await Task.WhenAll(one.SendDue(), two.SendDue());
        Assert.Equal(40, server.Mails.Count);
        Assert.Equal(40, server.Mails.SelectMany(mail => mail.To).Distinct().Count());
    }

    [Fact]
    public async Task What_a_process_had_claimed_when_it_ended_is_sent_by_another_once_the_claim_has_run_out()
    {
        await using var server = SmtpServer.Start();
        var stuck = new StuckTransport();
        await using var first = await Open([], stuck);
        await first.Queue(Mail("claimed"));
        using var killed = new CancellationTokenSource();
        var sending = first.Delivery.SendDue(killed.Token);
        await stuck.Begun;
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        await using var second = await To(server, ("Storage:DataFolder", first.DataFolder));
        Assert.Equal(0, await second.SendDue());
        second.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await second.SendDue());
        Assert.Single(server.Mails);
    }

    [Theory]
    [InlineData("Ana\r\nBcc: eve@example.org")]
    [InlineData("Ana\r\n\r\n<b>new body</b>")]
    [InlineData("Zoë Nuñez\r\nBcc: eve@example.org")]
    public async Task Whatever_a_name_holds_makes_no_header_and_no_recipient(string name)
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        var mail = Mail("injected");
        await store.Queue(mail with { Values = new Dictionary<string, string>(mail.Values) { ["name"] = name, ["service"] = name } });
        await store.SendDue();
        var received = Assert.Single(server.Mails);
        Assert.Equal(["ana@example.org"], received.To);
        Assert.DoesNotContain(received.Headers, header => header.Key.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("<b>", received.Parts["text/html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_long_ago_is_deleted_and_what_waits_is_not()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("old"));
        await store.SendDue();
        await store.Queue(Mail("waits"));
        store.Time.Advance(TimeSpan.FromDays(90));
        await store.Delivery.Purge(TestContext.Current.CancellationToken);
        Assert.Equal(2, (await store.All()).Count);
        store.Time.Advance(TimeSpan.FromSeconds(1));
        await store.Delivery.Purge(TestContext.Current.CancellationToken);
        Assert.Equal("waits", Assert.Single(await store.All()).Key);
    }

    private static async Task<(MailState State, int Attempts)> StateOf(MailStore store, string key) => await store.Stored(key) is var mail ? (mail.State, mail.Attempts) : default;

    private sealed class StuckTransport : IMailTransport, IMailConnection
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool StaysHere => false;

        public Task Begun => _begun.Task;

        public IMailConnection Open() => this;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task Send(Letter letter, CancellationToken cancellationToken)
        {
            _begun.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }
    }

    private static string Invitation(CalendarStatus status)
    {
        var entry = MeetingEntry.Of(Guid.NewGuid(), 1, SomeEntries.ChangedAt, SomeEntries.ChangedAt, 30, "Europe/London", status == CalendarStatus.Confirmed, "Ben", new Uri("https://example.org/mentorships"));
        return CalendarWriter.Invitation(entry, new CalendarParty("Service", "noreply@example.org"), new CalendarParty("Ana", "ana@example.org"));
    }
}
