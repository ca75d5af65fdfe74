using Microsoft.EntityFrameworkCore;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>A mail of the outbox as those who run the service may see it.</summary>
/// <param name="To">Whole where mails stay here; otherwise masked.</param>
/// <param name="DueAt">UTC instant of the next attempt; of use while it waits.</param>
/// <param name="Text">Null where mails leave: what they say is nobody's business then. What opens an account only administrators read.</param>
internal sealed record OutboxLine(
    string Key, string To, string Template, int TemplateVersion, MailState State, int Attempts, DateTimeOffset QueuedAt, DateTimeOffset DueAt, DateTimeOffset? SentAt, string? Reason,
    RenderedMail? Text);

/// <param name="StaysHere">No server is set: mails are files, and shown here.</param>
/// <param name="Total">Of the state asked for.</param>
internal sealed record OutboxPart(bool StaysHere, int Waiting, int Sent, int Failed, int Total, IReadOnlyList<OutboxLine> Lines);

/// <summary>The outbox for those who look after mails. Scoped.</summary>
internal sealed class OutboxService(AccountsDb accounts, IMailTransport transport, MailSignal signal, CurrentUser user, TimeProvider time)
{
    /// <summary>Newest first.</summary>
    /// <param name="state">Null for all.</param>
    public async Task<OutboxPart> Look(MailState? state, int skip, int take, CancellationToken cancellationToken)
    {
        var mails = accounts.Set<StoredMail>().AsNoTracking();
        var counts = await mails.GroupBy(mail => mail.State).Select(some => new { some.Key, Count = some.Count() }).ToDictionaryAsync(it => it.Key, it => it.Count, cancellationToken);
        if (state is { } one) mails = mails.Where(mail => mail.State == one);
        var lines = await mails.OrderByDescending(mail => mail.QueuedAt).ThenBy(mail => mail.Key).Skip(skip).Take(take).ToListAsync(cancellationToken);
        return new OutboxPart(
            transport.StaysHere, counts.GetValueOrDefault(MailState.Waiting), counts.GetValueOrDefault(MailState.Sent), counts.GetValueOrDefault(MailState.Failed),
            state is { } counted ? counts.GetValueOrDefault(counted) : counts.Values.Sum(), [.. lines.Select(LineOf)]);
    }

    /// <summary>Sends a failed mail again, from the first attempt on; false when there is no such failed mail.</summary>
    public async Task<bool> Retry(string key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var waiting = await accounts.Set<StoredMail>().Where(mail => mail.Key == key && mail.State == MailState.Failed).ExecuteUpdateAsync(
            mail => mail.SetProperty(to => to.State, MailState.Waiting).SetProperty(to => to.Attempts, 0).SetProperty(to => to.DueAt, now), cancellationToken);
        if (waiting == 1) signal.Set();
        return waiting == 1;
    }

    /// <summary>Enough for its owner to know it again: <c>a…@example.org</c>.</summary>
    internal static string Mask(string address) => $"{address[0]}…{address[address.LastIndexOf('@')..]}";

    private OutboxLine LineOf(StoredMail mail) => new(
        mail.Key, transport.StaysHere ? mail.To : Mask(mail.To), mail.Template, mail.TemplateVersion, mail.State, mail.Attempts, mail.QueuedAt, mail.DueAt, mail.SentAt, mail.Reason,
        transport.StaysHere && (user.IsAdministrator || !MailTemplates.OpensAnAccount(mail.Template)) ? TextOf(mail) : null);

    /// <summary>Null of a mail that has left by a server that is no longer set, or that another version of the program wrote.</summary>
    private static RenderedMail? TextOf(StoredMail mail)
    {
        try
        {
            return mail.Values.Length > 0 ? mail.Render() : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
