using System.Globalization;
using System.Net.Mail;
using Microsoft.Extensions.Options;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>Into files of the form <c>.eml</c>, which mail programs open; a second delivery of a mail takes the place of the first.</summary>
internal sealed class FileTransport(AccountsOptions storage, IOptions<MailOptions> options) : IMailTransport
{
    public bool StaysHere => true;

    public string Folder { get; } = Path.GetFullPath(Path.Combine(storage.DataFolder, "outbox"));

    public async Task Send(Letter letter, CancellationToken cancellationToken)
    {
        var unfinished = Directory.CreateDirectory(Path.Combine(Folder, $".{Guid.NewGuid():N}"));
        try
        {
            using var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = unfinished.FullName };
            using var message = MailMessages.Of(letter, options.Value.From);
            await client.SendMailAsync(message, cancellationToken);
            var queued = letter.QueuedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            unfinished.GetFiles().Single().MoveTo(Path.Combine(Folder, $"{queued}-{letter.Template}-{MailMessages.Name(letter)}.eml"), overwrite: true);
        }
        finally
        {
            unfinished.Delete(recursive: true);
        }
    }
}
