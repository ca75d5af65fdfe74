using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>
/// Says whom to tell of rows of the journal. Rows are best asked in the journal's order. Not for use from several threads.
/// </summary>
public sealed class NoticeReader(IJournal journal)
{
    private readonly Histories<TasterWeekState> _weeks = new(journal);
    private readonly Histories<MenteeState> _mentees = new(journal);
    private readonly Histories<MentorState> _mentors = new(journal);
    private readonly Histories<MentorshipState> _pairs = new(journal);

    /// <summary>Kinds of changes that <see cref="Of"/> needs to see; of others nobody is told.</summary>
    public static IReadOnlyCollection<string> Kinds => NoticeTable.Told;

    /// <summary>As of the change, but for reminders: of what does not stand any more, or was answered or recorded since, nobody is reminded.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read.</exception>
    /// <exception cref="InvalidDataException">The change, or one before it, is none that this program knows.</exception>
    public async Task<IReadOnlyList<Notice>> Of(JournalRow row, CancellationToken cancellationToken)
    {
        var notices = new List<Notice>();
        foreach (var notice in await Told(row, cancellationToken))
        {
            if (NoticeTemplates.Reminders.Contains(notice.Template) && !await Stands(notice, row.Grain, cancellationToken)) continue;
            notices.Add(notice is MemberNotice { Party: Party.Mentor } mentor ? mentor with { Zone = await ZoneOf(mentor, cancellationToken) } : notice);
        }

        return notices;
    }

    private async Task<IEnumerable<Notice>> Told(JournalRow row, CancellationToken cancellationToken)
    {
        if (!NoticeTable.Told.Contains(row.Entry.Kind)) return [];
        return row.Grain[..(row.Grain.IndexOf('/', StringComparison.Ordinal) + 1)] switch
        {
            GrainKeys.WeekPrefix => NoticeTable.Of(await _weeks.At(row, cancellationToken)),
            GrainKeys.MenteePrefix => NoticeTable.Of(await _mentees.At(row, cancellationToken)),
            GrainKeys.MentorPrefix => NoticeTable.Of(await _mentors.At(row, cancellationToken)),
            GrainKeys.MentorshipPrefix => NoticeTable.Of(await _pairs.At(row, cancellationToken)),
            _ => [],
        };
    }

    private async Task<bool> Stands(Notice reminder, string grain, CancellationToken cancellationToken) => reminder switch
    {
        MeetingNotice { Meeting: var noticed } => (await _pairs.Latest(grain, cancellationToken)).Of(noticed.Id) is { State: MeetingState.Booked } meeting && meeting.StartsAt == noticed.StartsAt,
        RequestNotice request => (await _mentees.Latest(grain, cancellationToken)).Choices.Any(choice => choice.State == RequestState.Open && choice.Mentor == request.To.Person),
        _ => true,
    };

    private async Task<string> ZoneOf(MemberNotice notice, CancellationToken cancellationToken) =>
        (await _mentors.Latest(notice.To.MentorKey, cancellationToken)).Hours?.Zone ?? notice.Zone;
}
