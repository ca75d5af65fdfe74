using System.Globalization;
using Microsoft.Extensions.Options;
using OutreachSilo.Calendars;
using OutreachSilo.Kernel;
using OutreachSilo.Mentoring;

namespace OutreachSilo.Notices;

/// <summary>Mails about mentoring: to each of two the name of the other one, and times by the clock they go by; nothing of what they talk about. Scoped.</summary>
internal sealed class MentoringMails(IMailContacts contacts, IOptions<MailOptions> options, TimeProvider time)
{
    public Task<IReadOnlyList<OutgoingMail>> Of(MemberNotice notice, CancellationToken cancellationToken) => notice switch
    {
        RequestNotice request => Send(notice, $"/mentoring/{notice.To.Scheme}/{(notice.Party == Party.Mentor ? "requests" : "choices")}", Values(request), cancellationToken),
        PairNotice pair => Send(notice, PageOf(pair.Pair) + (notice.Template == NoticeTemplates.MentorshipOver ? "" : "/agreement"), [], cancellationToken),
        MeetingNotice meeting when meeting.Template == NoticeTemplates.MeetingReminder && meeting.Meeting.StartsAt <= time.GetUtcNow() => Task.FromResult<IReadOnlyList<OutgoingMail>>([]),
        MeetingNotice meeting => Send(notice, PageOf(meeting.Pair), Values(meeting), cancellationToken),
        _ => throw new InvalidOperationException($"Nobody knows how to write a {notice.GetType().Name}."),
    };

    public async Task<IReadOnlyList<OutgoingMail>> Of(MentorNotice notice, CancellationToken cancellationToken)
    {
        if (notice.Party != Party.Mentor) return [.. (await contacts.SchemeLeads(notice.Mentor.Scheme, cancellationToken)).Select(lead => Mail($"{notice.Key}/{lead.AccountId}", lead, $"/schemes/{notice.Mentor.Scheme}"))];
        return await contacts.Person(notice.Mentor.Person, cancellationToken) is { } mentor ? [Mail(notice.Key, mentor, $"/mentoring/{notice.Mentor.Scheme}/requests")] : [];

        OutgoingMail Mail(string key, MailContact to, string path) => NoticeMails.Write(notice, key, to, Values(path, [new("name", to.Name)]));
    }

    /// <summary>"Monday 3 August 2026 at 6pm, London time".</summary>
    private static string Words(DateTimeOffset instant, string zone) => $"{ZonedTime.DateAndClock(instant, zone)}, {ZonedTime.Place(zone)} time";

    private static string PageOf(Guid pair) => $"/mentorships/{pair:N}";

    private static Dictionary<string, string> Values(RequestNotice notice) => notice.Until is { } until ? new Dictionary<string, string> { ["until"] = Words(until, notice.Zone) } : [];

    private static Dictionary<string, string> Values(MeetingNotice notice) => new(StringComparer.Ordinal)
    {
        ["when"] = Words(notice.Meeting.StartsAt, notice.Zone),
        ["minutes"] = notice.Meeting.Minutes.ToString(CultureInfo.InvariantCulture),
    };

    private async Task<IReadOnlyList<OutgoingMail>> Send(MemberNotice notice, string path, Dictionary<string, string> known, CancellationToken cancellationToken)
    {
        if (await contacts.Person(notice.To.Person, cancellationToken) is not { } to) return [];
        var other = (await contacts.Person(notice.Other, cancellationToken))?.Name ?? (notice.Party == Party.Mentor ? "your mentee" : "your mentor");
        var mail = NoticeMails.Write(notice, notice.Key, to, Values(path, [.. known, new("name", to.Name), new("other", other)]));
        return [notice is MeetingNotice { Template: NoticeTemplates.MeetingBooked or NoticeTemplates.MeetingMoved or NoticeTemplates.MeetingCancelled } meeting ? mail with { Calendar = Invitation(meeting, to, other, new Uri(options.Value.LinkTo(path))) } : mail];
    }

    private string Invitation(MeetingNotice notice, MailContact to, string other, Uri page)
    {
        var meeting = notice.Meeting;
        var entry = MeetingEntry.Of(meeting.Id, meeting.Sequence, notice.At, meeting.StartsAt, meeting.Minutes, notice.Zone, meeting.Stands, other, page);
        return CalendarWriter.Invitation(entry, new CalendarParty(MailTemplates.ServiceName, options.Value.SenderAddress()),
            new CalendarParty(to.Name, to.Address));
    }

    private Dictionary<string, string> Values(string path, IEnumerable<KeyValuePair<string, string>> more) =>
        new(more, StringComparer.Ordinal) { ["link"] = options.Value.LinkTo(path), ["service"] = MailTemplates.ServiceName };
}
