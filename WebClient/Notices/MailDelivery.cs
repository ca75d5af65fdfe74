using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Notices;

/// <summary>
/// Sends what is due, at least once. Whoever sends a mail claims it for a while first, so that several processes do not send the same; a claim
/// that runs out was that of a process that is gone, or that could not write down what it had done.
/// </summary>
internal sealed partial class MailDelivery(
    IServiceScopeFactory scopes, IMailTransport transport, MailPipeline pipeline, IOptions<MailOptions> options, TimeProvider time, ILogger<MailDelivery> log)
{
    public const int BatchMost = 100;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(4);

    /// <summary>Longer than any attempt takes, its retries included.</summary>
    private TimeSpan Lease => TimeSpan.FromSeconds(options.Value.TimeoutSeconds * (options.Value.Retries + 1)) + TimeSpan.FromMinutes(5);

    /// <summary>Sends what is due over one connection. How many were due, at most <see cref="BatchMost"/>.</summary>
    public async Task<int> SendDue(CancellationToken cancellationToken)
    {
        var due = await Due(cancellationToken);
        await using var connection = transport.Open();
        foreach (var mail in due) await Send(connection, mail, cancellationToken);
        return due.Count;
    }

    /// <summary>Deletes what was done with long ago.</summary>
    public async Task Purge(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().AddDays(-options.Value.KeepDays);
        await using var scope = scopes.CreateAsyncScope();
        await Mails(scope).Where(mail => mail.State != MailState.Waiting && mail.DueAt < before).ExecuteDeleteAsync(cancellationToken);
    }

    private static DbSet<StoredMail> Mails(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<AccountsDb>().Set<StoredMail>();

    private async Task<List<StoredMail>> Due(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        return await Mails(scope).AsNoTracking().Where(mail => mail.State == MailState.Waiting && mail.DueAt <= now).OrderBy(mail => mail.DueAt).Take(BatchMost).ToListAsync(cancellationToken);
    }

    private async Task Send(IMailConnection connection, StoredMail mail, CancellationToken cancellationToken)
    {
        if (await Claim(mail, cancellationToken) is not { } claim) return;
        try
        {
            var letter = LetterOf(mail);
            await pipeline.Run(token => connection.Send(letter, token), cancellationToken);
            await Sent(claim, cancellationToken);
        }
        catch (Exception fault) when (MailFaults.IsPause(fault))
        {
            await PutBack(claim, cancellationToken);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or DbUpdateException or System.Data.Common.DbException))
        {
            LogNotSent(mail.Key, mail.Attempts + 1, MailFaults.Reason(fault));
            await Failed(mail, claim, fault, cancellationToken);
        }
    }

    private async Task<Guid?> Claim(StoredMail mail, CancellationToken cancellationToken)
    {
        var (claim, until) = (Guid.NewGuid(), time.GetUtcNow() + Lease);
        await using var scope = scopes.CreateAsyncScope();
        var claimed = await Mails(scope).Where(it => it.Key == mail.Key && it.State == MailState.Waiting && it.Claim == mail.Claim)
            .ExecuteUpdateAsync(it => it.SetProperty(to => to.Claim, claim).SetProperty(to => to.DueAt, until).SetProperty(to => to.Attempts, to => to.Attempts + 1), cancellationToken);
        return claimed == 1 ? claim : null;
    }

    private async Task Sent(Guid claim, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var keepsText = transport.StaysHere;
        await using var scope = scopes.CreateAsyncScope();
        await Mails(scope).Where(it => it.Claim == claim).ExecuteUpdateAsync(
            it => it.SetProperty(to => to.State, MailState.Sent).SetProperty(to => to.SentAt, now).SetProperty(to => to.DueAt, now).SetProperty(to => to.Reason, (string?)null)
                .SetProperty(to => to.Values, to => keepsText ? to.Values : "").SetProperty(to => to.Calendar, to => keepsText ? to.Calendar : null),
            cancellationToken);
    }

    private async Task Failed(StoredMail mail, Guid claim, Exception fault, CancellationToken cancellationToken)
    {
        var attempts = mail.Attempts + 1;
        var state = fault is InvalidDataException || MailFaults.IsFinal(fault) || attempts >= options.Value.AttemptsMax ? MailState.Failed : MailState.Waiting;
        var reason = MailFaults.Reason(fault);
        if (reason.Length > StoredMail.ReasonCharactersMax) reason = reason[..StoredMail.ReasonCharactersMax];
        var again = time.GetUtcNow() + (state == MailState.Failed ? TimeSpan.Zero : WaitAfter(attempts));
        await using var scope = scopes.CreateAsyncScope();
        await Mails(scope).Where(it => it.Claim == claim)
            .ExecuteUpdateAsync(it => it.SetProperty(to => to.State, state).SetProperty(to => to.DueAt, again).SetProperty(to => to.Reason, reason), cancellationToken);
    }

    /// <summary>Not tried, so not counted.</summary>
    private async Task PutBack(Guid claim, CancellationToken cancellationToken)
    {
        var again = time.GetUtcNow() + MailPipeline.Pause;
        await using var scope = scopes.CreateAsyncScope();
        await Mails(scope).Where(it => it.Claim == claim)
            .ExecuteUpdateAsync(it => it.SetProperty(to => to.DueAt, again).SetProperty(to => to.Attempts, to => to.Attempts - 1), cancellationToken);
    }

    private static TimeSpan WaitAfter(int attempts) => TimeSpan.FromMinutes(Math.Min(LongestWait.TotalMinutes, Math.Pow(2, attempts - 1)));

    /// <exception cref="InvalidDataException">The mail was queued by another version of the program.</exception>
    private static Letter LetterOf(StoredMail mail) => new(mail.Key, mail.To, mail.Template, mail.QueuedAt, mail.Render(), mail.Calendar);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail {Key} was not sent in attempt {Attempt}. {Why}")]
    private partial void LogNotSent(string key, int attempt, string why);
}
