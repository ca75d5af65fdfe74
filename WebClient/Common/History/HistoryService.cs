using OutreachSilo.Mentoring;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common.History;

/// <summary>
/// The audit trail of a record, from the journal, for those who may see the record; for pages and API alike. Hosts and leads read everybody's
/// name, others their own and that of the other one of their pair. Scoped.
/// </summary>
public sealed class HistoryService(
    IRecordHistory history, PublishingService practices, BookingService bookings, PairService pairs, SchemeAccess schemes, CurrentUser user, HistoryNames names)
{
    private const string SomebodyElse = "Someone else";

    /// <summary>For all who work at the practice and the coordinator of its region. Refused: NotAllowed, PracticeUnknown.</summary>
    public async Task<Outcome<HistoryView>> Practice(string odsCode, HistoryStretch stretch, CancellationToken cancellationToken = default) =>
        await practices.RefuseToShow(odsCode) is { } refusal ? refusal : await Read(GrainKeys.Practice(odsCode), null, stretch, null, cancellationToken);

    /// <summary>For all who work at the practice and the coordinator of its region. Refused: NotAllowed, PracticeUnknown, WeekUnknown.</summary>
    public async Task<Outcome<HistoryView>> Week(WeekId week, HistoryStretch stretch, CancellationToken cancellationToken = default)
    {
        if (await practices.RefuseToShow(week.Practice) is { } refusal) return refusal;
        var view = await Read(week.ToString(), null, stretch, null, cancellationToken);
        return view.Entries.Count == 0 && stretch.Before is null ? Names.NoSuchWeek : view;
    }

    /// <summary>What became of a place of one's own. Refused: PlaceUnknown.</summary>
    public async Task<Outcome<HistoryView>> Place(Guid place, HistoryStretch stretch, CancellationToken cancellationToken = default) =>
        (await bookings.Agenda()).Entries.FirstOrDefault(entry => entry.Id == place) is { } mine
            ? await Read(mine.Week.ToString(), place, stretch, new Seen([user.PersonId!], "The practice"), cancellationToken)
            : NoSuchPlace;

    /// <summary>One's own agenda.</summary>
    public Task<HistoryView> Agenda(HistoryStretch stretch, CancellationToken cancellationToken = default) =>
        Read(GrainKeys.Person(user.PersonId!), null, stretch, new Seen([user.PersonId!], SomebodyElse), cancellationToken);

    /// <summary>For the two of a pair. Refused: as <see cref="PairService.View"/>.</summary>
    public async Task<Outcome<HistoryView>> Pair(Guid id, HistoryStretch stretch, CancellationToken cancellationToken = default)
    {
        var pair = await pairs.View(id);
        if (!pair.Succeeded) return pair.Refusal;
        var both = new Seen([pair.Value.Mentor.Person, pair.Value.Mentee.Person], "The scheme lead");
        return await Read(GrainKeys.Mentorship(id), null, stretch, both, cancellationToken);
    }

    /// <summary>Oneself as a mentor or mentee of a scheme. Refused: SchemeUnknown, NotAllowed.</summary>
    public Task<Outcome<HistoryView>> Member(string scheme, MemberRole role, HistoryStretch stretch, CancellationToken cancellationToken = default) => schemes.AsMember(
        scheme,
        async member => (Outcome<HistoryView>)await Read(
            role == MemberRole.Mentor ? member.MentorKey : member.MenteeKey, null, stretch, new Seen([user.PersonId!], SomebodyElse), cancellationToken));

    /// <summary>For the lead of the scheme. Refused: SchemeUnknown, NotAllowed.</summary>
    public async Task<Outcome<HistoryView>> Scheme(string scheme, HistoryStretch stretch, CancellationToken cancellationToken = default) =>
        schemes.ToLead(scheme) is { } refusal ? refusal : await Read(GrainKeys.Scheme(scheme), null, stretch, null, cancellationToken);

    private async Task<HistoryView> Read(string grain, Guid? place, HistoryStretch stretch, Seen? seen, CancellationToken cancellationToken)
    {
        var read = await history.Read(grain, place, stretch.Before, stretch.Take, cancellationToken);
        var named = await names.Of(read.Lines.SelectMany(line => new[] { line.Actor, line.Person }), seen, cancellationToken);
        return new HistoryView([.. read.Lines.Select(line => new HistoryEntry(line, named[line.Actor], line.Person.Length == 0 || named[line.Person] == named[line.Actor] ? "" : named[line.Person]))], read.Older);
    }

    private static readonly Refusal NoSuchPlace = new(RefusalCodes.PlaceUnknown, "You have no booking with this id. Check your bookings.");
}
