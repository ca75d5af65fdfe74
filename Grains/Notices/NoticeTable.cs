using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>A line of the table: of changes of this kind, this party gets this mail.</summary>
/// <param name="Concerns">The place's state after the change; a line without a place concerns every open one.</param>
internal sealed record NoticeRule(string Kind, Party Party, string Template, Func<Place, bool> Concerns);

/// <summary>
/// The one table of change and party. Nobody is told of what they see at once on their own click, a booking excepted: its mail is what people look for
/// later. Every kind of change is in here, told or not.
/// </summary>
internal static class NoticeTable
{
    public static readonly ImmutableArray<NoticeRule> Rules =
    [
        new("place-confirmed", Party.Person, NoticeTemplates.PlaceConfirmed, Any),
        new("place-confirmed", Party.Host, NoticeTemplates.WeekBooked, Any),
        new("offer-accepted", Party.Person, NoticeTemplates.PlaceConfirmed, Any),
        new("offer-accepted", Party.Host, NoticeTemplates.WeekBooked, Any),
        new("place-offered", Party.Person, NoticeTemplates.PlaceOffered, Any),
        new("place-expired", Party.Person, NoticeTemplates.OfferExpired, place => place.CameFromWaiting),
        new("place-withdrawn", Party.Host, NoticeTemplates.WeekFreed, Any),
        new("booking-stopped", Party.Person, NoticeTemplates.WeekStopped, place => place.IsOpen),
        new("booking-stopped", Party.Coordinator, NoticeTemplates.WeekNeedsAttention, place => place.IsOpen),
    ];

    /// <summary>Kinds of which nobody gets a mail.</summary>
    public static readonly ImmutableArray<string> Silent =
    [
        // The person's own click, seen at once.
        "place-held", "waiting-joined", "place-released",

        // What a host or coordinator does, or an import; boards and pages show it.
        "week-published", "capacity-set", "host-changed",
        "practice-registered", "practice-closed", "pcn-joined", "hosting-chosen", "access-described", "term-asked", "term-published",

        // Mentoring.
        "scheme-defined", "member-enrolled", "member-left", "agreement-published", "match-begun", "pairs-made", "members-told",
        "mentor-enrolled", "mentor-hours-set", "mentor-hours-recorded", "mentor-paused", "mentor-resumed", "request-received", "request-over", "mentee-taken", "mentee-left",
        "time-taken", "time-ended", "mentor-refused",
        "mentee-enrolled", "mentors-chosen", "request-sent", "request-delivered", "request-ended", "request-declined", "match-asked", "match-made", "match-denied", "pair-ended",
        "mentee-told", "mentee-refused",
        "mentorship-opened", "agreement-signed", "meeting-asked", "meeting-settled", "meeting-denied", "meeting-cancelled", "meeting-recorded", "meeting-near", "guidance-ticked",
        "mentorship-over", "mentorship-refused", "mentorship-told", "engaged", "disengaged", "engagement-refused",

        // Halves of conversations whose other half is told.
        "place-asked", "place-asked-again", "place-refused", "acceptance-asked", "place-settled", "command-done", "command-refused", "weeks-told", "weeks-stopped",
    ];

    /// <summary>Kinds of which somebody may get a mail.</summary>
    public static readonly ImmutableArray<string> Told = [.. Rules.Select(rule => rule.Kind).Distinct(StringComparer.Ordinal)];

    /// <summary>Whom to tell of a change.</summary>
    /// <param name="week">After the change.</param>
    public static ImmutableArray<Notice> Of(Change change, JournalRow row, TasterWeekState week)
    {
        var concerned = Concerned(change, week);
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var rule in Rules.Where(rule => rule.Kind == row.Entry.Kind))
        {
            var places = concerned.Where(rule.Concerns).ToList();
            if (rule.Party == Party.Person) notices.AddRange(places.Select(place => To(rule, row, week, place)));
            else if (places.Count > 0) notices.Add(To(rule, row, week, null));
        }

        return notices.ToImmutable();
    }

    private static IEnumerable<Place> Concerned(Change change, TasterWeekState week) => change switch
    {
        PlaceConfirmed x => [week.Places[x.Place]],
        OfferAccepted x => [week.Places[x.Place]],
        PlaceOffered x => [week.Places[x.Place]],
        PlaceExpired x => [week.Places[x.Place]],
        PlaceWithdrawn x => [week.Places[x.Place]],
        BookingStopped => week.OpenPlaces.Values.Select(id => week.Places[id]),
        _ => [],
    };

    private static Notice To(NoticeRule rule, JournalRow row, TasterWeekState week, Place? place)
    {
        var key = $"{row.Grain}/{row.Entry.Version}/{rule.Party}";
        return place is null
            ? new Notice(key, row.Entry.At, rule.Party, rule.Template, week.Id, week.Host!, null)
            : new Notice($"{key}/{place.Id:N}", row.Entry.At, rule.Party, rule.Template, week.Id, week.Host!, new NoticedPlace(place.Person, place.HalfDays, place.Until));
    }

    private static bool Any(Place place) => true;
}
