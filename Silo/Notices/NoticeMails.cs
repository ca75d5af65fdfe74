using Microsoft.Extensions.Options;
using OutreachSilo.Common;

namespace OutreachSilo.Notices;

/// <summary>Writes the mails of a notice: who gets them, under which key, with which values. Scoped.</summary>
internal sealed class NoticeMails(IMailContacts contacts, IOptions<MailOptions> options)
{
    public async Task<IReadOnlyList<OutgoingMail>> Of(Notice notice, CancellationToken cancellationToken) => notice.Party switch
    {
        Party.Person => await contacts.Person(notice.Place!.Person, cancellationToken) is { } person ? [ToPerson(notice, notice.Place, person)] : [],
        Party.Host => [.. (await contacts.PracticeManagers(notice.Week.Practice, cancellationToken)).Select(manager => Impersonal(notice, manager, $"/manage/{notice.Week.Practice}"))],
        Party.Coordinator => [.. (await contacts.Coordinators(notice.Host.Region, cancellationToken)).Select(coordinator => Impersonal(notice, coordinator, "/attention"))],
        _ => throw new InvalidOperationException($"Nobody knows how to reach {notice.Party}."),
    };

    private OutgoingMail ToPerson(Notice notice, NoticedPlace place, MailContact person)
    {
        var values = WeekValues(notice, $"/weeks/{notice.Week.Practice}/{GrainKeys.Date(notice.Week.Monday)}");
        values.Add("name", person.Name);
        if (!place.HalfDays.IsEmpty) values.Add("days", place.HalfDays.ToString());
        if (place.Until is { } until) values.Add("until", LondonTime.DateAndTime(until));
        return Mail(notice.Key, person, notice, values);
    }

    /// <summary>To a mailbox that several may read: where and when, and a link; nothing of any person, not even whose mailbox it is.</summary>
    private OutgoingMail Impersonal(Notice notice, MailContact mailbox, string path) =>
        Mail($"{notice.Key}/{mailbox.AccountId}", mailbox, notice, WeekValues(notice, path));

    private static OutgoingMail Mail(string key, MailContact to, Notice notice, Dictionary<string, string> known)
    {
        var wanted = MailTemplates.ValuesOf(notice.Template);
        return new OutgoingMail(key, to.Address, notice.Template, known.Where(value => wanted.Contains(value.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal));
    }

    private Dictionary<string, string> WeekValues(Notice notice, string path) => new(StringComparer.Ordinal)
    {
        ["practice"] = notice.Host.Name,
        ["week"] = LondonTime.Date(notice.Week.Monday),
        ["link"] = options.Value.LinkTo(path),
        ["service"] = MailTemplates.ServiceName,
    };
}
