using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>Reports from a pair to the lead of its scheme, whom nobody else can read over the shoulder. Scoped.</summary>
internal sealed class ProblemReports(
    AccountsDb accounts, PairService pairs, SchemeAccess access, IMailContacts contacts, IMailOutbox outbox, IOptions<MailOptions> mail, CurrentUser user, TimeProvider time)
{
    /// <summary>Keeps a report and mails a link to the leads of the scheme, without a word of it. Refused: MentorshipUnknown, NotOfThePair, InvalidCommand.</summary>
    public async Task<Outcome<ProblemReport>> Write(Guid mentorship, string text, Guid command, CancellationToken cancellationToken = default)
    {
        var pair = await pairs.View(mentorship);
        if (!pair.Succeeded) return pair.Refusal;
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > ProblemReport.TextCharactersMax) return new Refusal(RefusalCodes.InvalidCommand, $"Enter your report in {ProblemReport.TextCharactersMax:N0} characters or fewer.");
        if (await accounts.ProblemReports.AsNoTracking().SingleOrDefaultAsync(it => it.Id == command, cancellationToken) is { } repeated)
        {
            await Tell(repeated, cancellationToken);
            return repeated;
        }

        var report = new ProblemReport { Id = command, Mentorship = mentorship, Scheme = pair.Value.Mentor.Scheme, WrittenBy = user.AccountId, WrittenAt = time.GetUtcNow(), Text = trimmed };
        accounts.ProblemReports.Add(report);
        await accounts.SaveChangesAsync(cancellationToken);
        await Tell(report, cancellationToken);
        return report;
    }

    /// <summary>The newest first, at most 500. Refused: SchemeUnknown, NotAllowed.</summary>
    public async Task<Outcome<IReadOnlyList<ReportLine>>> Of(string scheme, CancellationToken cancellationToken = default)
    {
        if (access.ToLead(scheme) is { } refusal) return refusal;
        return new(await (from report in accounts.ProblemReports.AsNoTracking()
                          join writer in accounts.Users.AsNoTracking() on report.WrittenBy equals writer.Id
                          where report.Scheme == scheme
                          orderby report.WrittenAt descending
                          select new ReportLine(report.Id, report.Mentorship, writer.DisplayName, report.WrittenAt, report.Text, report.HandledAt)).Take(500).ToListAsync(cancellationToken), null);
    }

    /// <summary>Says that a report is dealt with. Refused: SchemeUnknown, NotAllowed, ReportUnknown.</summary>
    public async Task<Refusal?> Handle(string scheme, Guid id, CancellationToken cancellationToken = default)
    {
        if (access.ToLead(scheme) is { } refusal) return refusal;
        if (await accounts.ProblemReports.SingleOrDefaultAsync(it => it.Id == id && it.Scheme == scheme, cancellationToken) is not { } report) return NoSuchReport;
        report.HandledAt ??= time.GetUtcNow();
        await accounts.SaveChangesAsync(cancellationToken);
        return null;
    }

    /// <summary>Once to each lead, however often it is asked for.</summary>
    private async Task Tell(ProblemReport report, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string> { ["link"] = mail.Value.LinkTo($"/schemes/{report.Scheme}/problems"), ["service"] = MailTemplates.ServiceName };
        foreach (var lead in await contacts.SchemeLeads(report.Scheme, cancellationToken))
            await outbox.Queue(new OutgoingMail($"report/{report.Id:N}/{lead.AccountId}", lead.Address, "problem-reported", values), cancellationToken);
    }

    private static readonly Refusal NoSuchReport = new(ProblemCodes.ReportUnknown, "There is no report with this id in this scheme.");
}

/// <param name="Writer">Display name.</param>
public sealed record ReportLine(Guid Id, Guid Mentorship, string Writer, DateTimeOffset WrittenAt, string Text, DateTimeOffset? HandledAt);
