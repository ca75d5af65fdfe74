using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Notices;

namespace OutreachSilo.Tasters;

/// <summary>Of a taster week.</summary>
/// <param name="Host">What the week says of its host at that time.</param>
/// <param name="Place">Of <see cref="Party.Person"/> only.</param>
public sealed record WeekNotice(
    string Key, DateTimeOffset At, Party Party, string Template, WeekId Week, HostFacts Host, NoticedPlace? Place)
    : Notice(Key, At, Party, Template);

/// <summary>What only the person concerned is told.</summary>
/// <param name="Person">Opaque person id.</param>
/// <param name="Until">UTC instant until which something must be done, or null.</param>
public sealed record NoticedPlace(string Person, HalfDays HalfDays, DateTimeOffset? Until);

/// <param name="Concerns">The place's state after the change; a change without a place concerns every open one.</param>
internal sealed record WeekRule(string Kind, Party Party, string Template, Func<Place, bool> Concerns)
    : NoticeRule<TasterWeekState>(Kind, Party, Template)
{
    public override IEnumerable<Notice> Of(Told<TasterWeekState> told)
    {
        var places = Concerned(told.Change, told.After).Where(Concerns).ToList();
        return Party == Party.Person ? places.Select(place => To(told, place)) : places.Count > 0 ? [To(told, null)] : [];
    }

    private static IEnumerable<Place> Concerned(Change change, TasterWeekState week) => change switch
    {
        PlaceConfirmed x => [week.Places[x.Place]],
        OfferAccepted x => [week.Places[x.Place]],
        PlaceOffered x => [week.Places[x.Place]],
        PlaceExpired x => [week.Places[x.Place]],
        PlaceWithdrawn x => [week.Places[x.Place]],
        BookingStopped => week.OpenPlaces.OrderBy(place => place.Order),
        _ => [],
    };

    private WeekNotice To(Told<TasterWeekState> told, Place? place)
    {
        var (week, key) = (told.After, told.Key(Party));
        var notice = new WeekNotice(key, told.At, Party, Template, week.Id, week.Host!, null);
        return place is null
            ? notice
            : notice with { Key = $"{key}/{place.Id:N}", Place = new NoticedPlace(place.Person, place.HalfDays, place.Until) };
    }
}

/// <summary>
/// Who is told of what happens to a week. Nobody is told of what they see at once on their own click, a booking excepted: its email is
/// what people look for later.
/// </summary>
internal static class WeekNotices
{
    public static readonly ImmutableArray<NoticeRule<TasterWeekState>> Rules =
    [
        new WeekRule("place-confirmed", Party.Person, NoticeTemplates.PlaceConfirmed, Any),
        new WeekRule("place-confirmed", Party.Host, NoticeTemplates.WeekBooked, Any),
        new WeekRule("offer-accepted", Party.Person, NoticeTemplates.PlaceConfirmed, Any),
        new WeekRule("offer-accepted", Party.Host, NoticeTemplates.WeekBooked, Any),
        new WeekRule("place-offered", Party.Person, NoticeTemplates.PlaceOffered, Any),
        new WeekRule("place-expired", Party.Person, NoticeTemplates.OfferExpired, place => place.CameFromWaiting),
        new WeekRule("place-withdrawn", Party.Host, NoticeTemplates.WeekFreed, Any),
        new WeekRule("booking-stopped", Party.Person, NoticeTemplates.WeekStopped, place => place.IsOpen),
        new WeekRule("booking-stopped", Party.Coordinator, NoticeTemplates.WeekNeedsAttention, place => place.IsOpen),
    ];

    /// <summary>The person's own click, what boards show, and halves of conversations whose other half is told.</summary>
    public static readonly ImmutableArray<string> Silent =
        ["place-held", "waiting-joined", "place-released", "week-published", "capacity-set", "host-changed", "place-refused"];

    private static bool Any(Place place) => true;
}
