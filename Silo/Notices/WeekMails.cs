using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>Mails about taster weeks. Scoped.</summary>
internal sealed class WeekMails(IMailContacts contacts, IOptions<MailOptions> options)
{
    public async Task<IReadOnlyList<OutgoingMail>> Of(WeekNotice notice, CancellationToken cancellationToken) => notice.Party switch
    {
        Party.Person => await contacts.Person(notice.Place!.Person, cancellationToken) is { } person ? [ToPerson(notice, notice.Place, person)] : [],
        Party.Host => [.. (await contacts.PracticeManagers(notice.Week.Practice, notice.Host.Pcn, cancellationToken)).Select(manager => Impersonal(notice, manager, $"/manage/{notice.Week.Practice}"))],
        Party.Coordinator => [.. (await contacts.Coordinators(notice.Host.Region, cancellationToken)).Select(coordinator => Impersonal(notice, coordinator, "/attention"))],
        _ => throw new InvalidOperationException($"Nobody knows how to reach {notice.Party}."),
    };

    private OutgoingMail ToPerson(WeekNotice notice, NoticedPlace place, MailContact person)
    {
        var values = WeekValues(notice, $"/weeks/{notice.Week.Practice}/{GrainKeys.Date(notice.Week.Monday)}");
        values.Add("name", person.Name);
        if (!place.HalfDays.IsEmpty) values.Add("days", place.HalfDays.ToString());
        if (place.Until is { } until) values.Add("until", LondonTime.DateAndTime(until));
        return NoticeMails.Write(notice, notice.Key, person, values);
    }

    /// <summary>To a mailbox that several may read: where and when, and a link; nothing of any person, not even whose mailbox it is.</summary>
    private OutgoingMail Impersonal(WeekNotice notice, MailContact mailbox, string path) =>
        NoticeMails.Write(notice, $"{notice.Key}/{mailbox.AccountId}", mailbox, WeekValues(notice, path));

    private Dictionary<string, string> WeekValues(WeekNotice notice, string path) => new(StringComparer.Ordinal)
    {
        ["practice"] = notice.Host.Name,
        ["week"] = LondonTime.Date(notice.Week.Monday),
        ["link"] = options.Value.LinkTo(path),
        ["service"] = MailTemplates.ServiceName,
    };
}
