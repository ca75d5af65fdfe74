using OutreachSilo.Kernel;
using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>Writes the mails of a notice: who gets them, under which key, with which values. Scoped.</summary>
internal sealed class NoticeMails(WeekMails weeks, MentoringMails mentoring)
{
    public Task<IReadOnlyList<OutgoingMail>> Of(Notice notice, CancellationToken cancellationToken) => notice switch
    {
        WeekNotice week => weeks.Of(week, cancellationToken),
        MemberNotice member => mentoring.Of(member, cancellationToken),
        MentorNotice mentor => mentoring.Of(mentor, cancellationToken),
        _ => throw new InvalidOperationException($"Nobody knows how to write a {notice.GetType().Name}."),
    };

    /// <param name="known">Of these, the mail has what its template names.</param>
    public static OutgoingMail Write(Notice notice, string key, MailContact to, Dictionary<string, string> known)
    {
        var wanted = MailTemplates.ValuesOf(notice.Template);
        return new OutgoingMail(key, to.Address, notice.Template, known.Where(value => wanted.Contains(value.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal));
    }
}
