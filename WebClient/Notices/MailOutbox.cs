using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

internal sealed class MailOutbox(AccountsDb accounts, MailSignal signal, TimeProvider time) : IMailOutbox
{
    public async Task Queue(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var template = MailTemplates.Find(mail.Template) ?? throw new ArgumentException($"There is no email template '{mail.Template}'.", nameof(mail));
        template.Render(mail.Values);
        if (mail.Key.Length is 0 or > StoredMail.KeyCharactersMax || mail.Key.Any(char.IsControl))
            throw new ArgumentException($"An email key must be 1 to {StoredMail.KeyCharactersMax} characters of plain text.", nameof(mail));
        if (!IsAddress(mail.To)) throw new ArgumentException("An email must have one plain address.", nameof(mail));
        if (await IsStored(mail.Key, cancellationToken)) return;

        var now = time.GetUtcNow();
        var row = new StoredMail
        {
            Key = mail.Key,
            To = mail.To,
            Template = template.Name,
            TemplateVersion = template.Version,
            Values = JsonSerializer.Serialize(mail.Values, MailValuesJson.Default.IReadOnlyDictionaryStringString),
            Calendar = mail.Calendar,
            QueuedAt = now,
            DueAt = now,
        };
        accounts.Add(row);
        try
        {
            await accounts.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            accounts.Entry(row).State = EntityState.Detached;
            if (!await IsStored(mail.Key, cancellationToken)) throw;
        }

        signal.Set();
    }

    private static bool IsAddress(string text) => text.Length <= StoredMail.AddressCharactersMax && MailAddresses.IsPlain(text);

    private Task<bool> IsStored(string key, CancellationToken cancellationToken) => accounts.Set<StoredMail>().AnyAsync(mail => mail.Key == key, cancellationToken);
}
