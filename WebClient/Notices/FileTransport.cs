using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>Into files of the form <c>.eml</c>, which mail programs open; a second delivery of a mail takes the place of the first.</summary>
internal sealed class FileTransport(AccountsOptions storage, IOptions<MailOptions> options) : IMailTransport, IMailConnection
{
    public bool StaysHere => true;

    public string Folder { get; } = Path.GetFullPath(Path.Combine(storage.DataFolder, "outbox"));

    public IMailConnection Open() => this;

    public async Task Send(Letter letter, CancellationToken cancellationToken)
    {
        using var message = MailMessages.Of(letter, options.Value.From);
        message.Prepare(EncodingConstraint.SevenBit);
        var queued = letter.QueuedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var unfinished = Path.Combine(Directory.CreateDirectory(Folder).FullName, $".{Guid.NewGuid():N}");
        try
        {
            await message.WriteToAsync(unfinished, cancellationToken);
            File.Move(unfinished, Path.Combine(Folder, $"{queued}-{letter.Template}-{MailMessages.Name(letter)}.eml"), overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
