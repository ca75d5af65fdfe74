using MailKit.Net.Smtp;
using OutreachSilo.TestKit;
using static OutreachSilo.Notices.MailStore;

namespace OutreachSilo.Notices;

/// <summary>One connection for a batch, whatever single mails run into.</summary>
public sealed class SmtpConnectionTests
{
    [Fact]
    public async Task A_hundred_mails_go_over_one_connection_and_what_is_left_over_the_next()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Enumerable.Range(0, MailDelivery.BatchMost + 1).Select(number =>
            Mail($"many-{number}", $"a{number}@example.org")));
        Assert.Equal(MailDelivery.BatchMost, await store.SendDue());
        Assert.Equal((1, MailDelivery.BatchMost, 1),
            (server.Connections, server.Mails.Count, server.Commands.Count(said => said == "QUIT")));
        Assert.Equal(1, await store.SendDue());
        Assert.Equal((2, MailDelivery.BatchMost + 1), (server.Connections, server.Mails.Count));
    }

    [Fact]
    public async Task With_nothing_due_nothing_is_connected()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        Assert.Equal(0, await store.SendDue());
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("550 5.1.1 no such mailbox", "250 ok", 1, MailState.Failed)]
    [InlineData("550 5.1.1 no such mailbox", SmtpServer.HangUp, 2, MailState.Failed)]
    [InlineData("550 5.1.1 no such mailbox", "421 4.7.0 too many errors", 2, MailState.Failed)]
    [InlineData("450 4.2.0 later", "250 ok", 1, MailState.Waiting)]
    [InlineData("421 4.7.0 good bye", SmtpServer.HangUp, 2, MailState.Waiting)]
    [InlineData(SmtpServer.HangUp, "250 ok", 2, MailState.Waiting)]
    public async Task What_one_recipient_runs_into_costs_nobody_else(string answer, string answerToReset, int connections,
        MailState expected)
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("1", "one@example.org"), Mail("2", "bad@example.org"), Mail("3", "three@example.org"),
            Mail("4", "four@example.org"));
        server.Instead = said => said.StartsWith("RCPT TO:<bad", StringComparison.Ordinal) ? answer : said == "RSET" ? answerToReset : null;
        await store.SendDue();
        Assert.Equal(
            [("1", MailState.Sent, 1), ("2", expected, 1), ("3", MailState.Sent, 1), ("4", MailState.Sent, 1)],
            (await store.All()).Select(mail => (mail.Key, mail.State, mail.Attempts)));
        Assert.Equal(connections, server.Connections);
        Assert.Equal(["four@example.org", "one@example.org", "three@example.org"], server.Mails.SelectMany(mail => mail.To).Order());
    }

    [Fact]
    public async Task A_refused_sender_is_our_trouble_and_fails_no_mail()
    {
        await using var server = SmtpServer.Start();
        await using var store = await To(server);
        await store.Queue(Mail("one"));
        server.Instead = said => said.StartsWith("MAIL", StringComparison.Ordinal) ? "550 5.7.60 not allowed to send as this" : null;
        await store.SendDue();
        var mail = await store.Stored("one");
        Assert.Equal((MailState.Waiting, 1), (mail.State, mail.Attempts));
        Assert.Contains("cannot be used (SenderNotAccepted, 550", mail.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 550, false, true)]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 450, false, false)]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 421, true, false)]
    [InlineData(SmtpErrorCode.MessageNotAccepted, 554, false, true)]
    [InlineData(SmtpErrorCode.MessageNotAccepted, 451, false, false)]
    [InlineData(SmtpErrorCode.SenderNotAccepted, 550, true, false)]
    [InlineData(SmtpErrorCode.SenderNotAccepted, 451, true, false)]
    [InlineData(SmtpErrorCode.SenderNotAccepted, 552, false, true)]
    [InlineData(SmtpErrorCode.UnexpectedStatusCode, 554, false, true)]
    [InlineData(SmtpErrorCode.UnexpectedStatusCode, 503, true, false)]
    public void A_refusal_is_judged_by_what_was_refused(SmtpErrorCode code, int status, bool isServerTrouble, bool isFinal)
    {
        var fault = new SmtpCommandException(code, (SmtpStatusCode)status, "no mailbox ana@example.org here");
        Assert.Equal((isServerTrouble, isFinal), (MailFaults.IsServerTrouble(fault), MailFaults.IsFinal(fault)));
        Assert.DoesNotContain("ana@", MailFaults.Reason(fault), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hello\r\nBcc: eve@example.org")]
    [InlineData("Hello\nBcc: eve@example.org\n\n<b>body</b>")]
    [InlineData("Zoë\r\nBcc: eve@example.org")]
    public void A_subject_makes_no_header(string subject)
    {
        var letter = new Letter("key", "ana@example.org", "invitation", DateTimeOffset.UnixEpoch,
            new RenderedMail(subject, "Text", "<p>Text</p>"));
        using var message = MailMessages.Of(letter, "GP taster weeks <noreply@example.org>");
        using var written = new MemoryStream();
        message.WriteTo(written, TestContext.Current.CancellationToken);
        var read = new ReceivedMail("", [], System.Text.Encoding.UTF8.GetString(written.ToArray()).ReplaceLineEndings("\n"));
        Assert.DoesNotContain(read.Headers, header => header.Key.Equals("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("Text", read.Parts["text/plain"].Trim());
    }
}
