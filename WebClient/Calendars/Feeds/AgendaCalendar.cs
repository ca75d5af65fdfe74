using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.Notices;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using OutreachSilo.Tasters;

namespace OutreachSilo.Calendars.Feeds;

/// <summary>A person's agenda as calendar entries: tasters as whole days, meetings as times. Of others, only the name of the other one of a pair. Scoped.</summary>
public sealed class AgendaCalendar(AgendaReader agendas, IGrainFactory grains, GrainCalls calls, IPeopleNames names, IOptions<MailOptions> site)
{
    /// <param name="changedAt">Said of all entries: the agenda knows how often each has changed and not when, and the same agenda has to be the same text.</param>
    public async Task<IReadOnlyList<CalendarEntry>> Of(string person, DateTimeOffset changedAt, CancellationToken cancellationToken)
    {
        var agenda = await agendas.Of(person);
        var entries = agenda.Entries.SelectMany(place => TasterEntry.Of(place, changedAt, PageOf($"/weeks/{place.Week.Practice}/{GrainKeys.Date(place.Week.Monday)}"))).ToList();
        foreach (var pair in agenda.Engagements.GroupBy(meeting => meeting.Source, StringComparer.Ordinal))
            entries.AddRange(await Meetings(pair.Key, person, pair, changedAt, cancellationToken));
        return entries;
    }

    private async Task<IEnumerable<CalendarEntry>> Meetings(string source, string person, IEnumerable<EngagementView> times, DateTimeOffset changedAt, CancellationToken cancellationToken)
    {
        var answer = await calls.Ask(grains.GetGrain<IMentorshipGrain>(source), static grain => grain.View());
        if (!answer.Succeeded) return [];
        var pair = answer.Value;
        var other = pair.Mentor.Person == person ? pair.Mentee.Person : pair.Mentor.Person;
        var (name, zone, page) = ((await names.NamesOf([other], cancellationToken))[other], await ZoneOf(person, pair), PageOf($"/mentorships/{pair.Id:N}"));
        return times.GroupBy(time => time.Entry).Select(meeting =>
        {
            // A move leaves the old time behind as ended.
            var last = meeting.OrderBy(time => !time.Ended).ThenBy(time => time.Sequence).Last();
            var sequence = last.Ended ? last.Sequence + 1 : last.Sequence;
            return MeetingEntry.Of(meeting.Key, sequence, changedAt, last.StartsAt, last.Minutes, zone, !last.Ended, name, page);
        });
    }

    /// <summary>A mentor's own hours have a zone; otherwise it is the scheme's.</summary>
    private async Task<string> ZoneOf(string person, MentorshipView pair)
    {
        if (pair.Mentor.Person != person) return pair.Zone;
        var mentor = await calls.Ask(grains.GetGrain<IMentorGrain>(pair.Mentor.MentorKey), static grain => grain.View());
        return mentor.Succeeded ? mentor.Value.Hours?.Zone ?? pair.Zone : pair.Zone;
    }

    private Uri PageOf(string path) => new(site.Value.LinkTo(path));
}
