using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.TestKit;
using static OutreachSilo.Notices.MailStore;

namespace OutreachSilo.Notices;

public sealed class FileTransportTests
{
    [Fact]
    public async Task Without_a_server_a_mail_is_a_file_that_mail_programs_open_and_its_text_is_kept()
    {
        await using var store = await Open([]);
        await store.Queue(Mail("one"));
        await store.SendDue();

        var file = Assert.Single(Directory.GetFileSystemEntries(Folder(store)));
        Assert.StartsWith("20260105T120000Z-invitation-", Path.GetFileName(file), StringComparison.Ordinal);
        var mail = new ReceivedMail("", [], (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
        Assert.Equal("ana@example.org", mail.Header("To"));
        Assert.Contains("Dear Ana Okafor,", mail.Parts["text/plain"], StringComparison.Ordinal);
        var stored = await store.Stored("one");
        Assert.Equal(MailState.Sent, stored.State);
        Assert.Contains("Ana Okafor", stored.Values, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_delivery_of_a_mail_takes_the_place_of_the_first()
    {
        await using var store = await Open([]);
        await using var transport = store.Services.GetRequiredService<IMailTransport>().Open();
        var letter = new Letter("key", "ana@example.org", "invitation", store.Time.GetUtcNow(), new RenderedMail("Subject", "Text", "<p>Text</p>"));
        await transport.Send(letter, TestContext.Current.CancellationToken);
        await transport.Send(letter, TestContext.Current.CancellationToken);
        Assert.Single(Directory.GetFileSystemEntries(Folder(store)));
    }

    private static string Folder(MailStore store) => Path.Combine(store.DataFolder, "outbox");
}
