using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Tasters;

/// <summary>What a person may do with a place of a taster week. Pure: the same state, command and instant give the same decision.</summary>
/// <remarks>Lapsed holds and offers are ended before any of these rules is asked (<see cref="WaitingListRules.Lapse"/>).</remarks>
internal static class TasterWeekRules
{
    /// <summary>Holds a whole offer while the form is filled in. Owner of: held + offered + confirmed ≤ places, and ≤ desks over both kinds.</summary>
    public static Decision Hold(TasterWeekState week, HoldPlace command, DateTimeOffset now)
    {
        if (Answered(week, command.Id, command.Person, command.Kind) is { } answer) return answer;
        if (NotBookable(week, command.Person, command.Kind, now, out var offer) is { } refusal) return Refuse(week, command.Id, refusal);
        if (offer!.Terms.HalfDays != command.HalfDays)
            return Refuse(week, command.Id, new(OfferChanged, $"The days offered have changed to {offer.Terms.HalfDays}. Check the week before you book."));
        if (NoRoom(week, offer) is { } full) return Refuse(week, command.Id, full);
        return new PlaceHeld(command.Id, command.Person, command.Kind, command.HalfDays, now.AddMinutes(offer.Terms.HoldMinutes));
    }

    public static Decision JoinWaitingList(TasterWeekState week, JoinWaitingList command, DateTimeOffset now)
    {
        if (Answered(week, command.Id, command.Person, command.Kind) is { } answer) return answer;
        if (NotBookable(week, command.Person, command.Kind, now, out var offer) is { } refusal) return Refuse(week, command.Id, refusal);
        if (NoWaiting(week, offer!) is { } closed) return Refuse(week, command.Id, closed);
        return new WaitingJoined(command.Id, command.Person, command.Kind);
    }

    /// <summary>What would refuse a place of this id to whoever asks, or null; a place that the week knows is not refused.</summary>
    public static Refusal? Quote(TasterWeekState week, Guid place, TasterKind kind, bool waits, DateTimeOffset now)
    {
        if (week.Places.TryGetValue(place, out _)) return null;
        if (NotOpen(week, kind, now, out var offer) is { } refusal) return refusal;
        return waits ? NoWaiting(week, offer!) : NoRoom(week, offer!);
    }

    public static Decision Confirm(TasterWeekState week, PlaceCommand command) => Own(week, command) switch
    {
        null => Unknown,
        { ConfirmedBy: { } by } when by == command.Id => Decision.Nothing,
        { State: PlaceState.Held } => new PlaceConfirmed(command.Place, command.Id),
        { State: PlaceState.Confirmed } => Decision.Nothing,
        { State: PlaceState.Expired, CameFromWaiting: false } => new Refusal(HoldExpired, "You did not confirm in time, so the place was released. If there are still places, book again."),
        { IsOpen: false } => Ended,
        _ => new Refusal(PlaceNotHeld, "You can only confirm a place that is on hold."),
    };

    public static Decision Accept(TasterWeekState week, PlaceCommand command) => Own(week, command) switch
    {
        null => Unknown,
        { ConfirmedBy: { } by } when by == command.Id => Decision.Nothing,
        { State: PlaceState.Offered } => new OfferAccepted(command.Place, command.Id),
        { State: PlaceState.Confirmed } => Decision.Nothing,
        { State: PlaceState.Expired } => new Refusal(OfferExpired, "You did not accept the place in time, so it was offered to the next person."),
        { IsOpen: false } => Ended,
        _ => new Refusal(PlaceNotOffered, "You have not been offered a place yet."),
    };

    /// <summary>Gives up whatever it is; of something ended, nothing is left to give up and the answer says how it ended.</summary>
    public static Decision Release(TasterWeekState week, PlaceCommand command) => Own(week, command) switch
    {
        null => Unknown,
        { State: PlaceState.Confirmed } => new PlaceWithdrawn(command.Place),
        { IsOpen: true } => new PlaceReleased(command.Place),
        _ => Decision.Nothing,
    };

    /// <summary>Which limit leaves no room, or null.</summary>
    public static Refusal? NoRoom(TasterWeekState week, Offer offer)
    {
        if (week.PlacesLeft(offer) == 0)
            return new Refusal(WeekFull, offer.Terms.Capacity == 1 ? "The only place is taken. You can join the waiting list." : $"All {offer.Terms.Capacity} places are taken. You can join the waiting list.");
        if (week.DesksLeft(offer.Terms.HalfDays) == 0)
            return new Refusal(DeskLimitReached, $"{(week.DeskLimit == 1 ? "The only desk for visitors is" : $"All {week.DeskLimit} desks for visitors are")} taken on at least one of the days. You can join the waiting list.");
        return null;
    }

    private static Refusal? NoWaiting(TasterWeekState week, Offer offer)
    {
        if (NoRoom(week, offer) is null) return new(PlacesFree, "There is a free place, so you do not need to wait. Book it now.");
        return week.Line(offer).Count(ClaimState.Waiting) >= TasterLimits.WaitingMax ? new(WaitingListFull, "The waiting list is full. Choose another week.") : null;
    }

    private static Refusal? NotBookable(TasterWeekState week, string person, TasterKind kind, DateTimeOffset now, out Offer? offer) =>
        NotOpen(week, kind, now, out offer) ?? week.OpenPlaceOf(person, kind) switch
        {
            null => null,
            { State: PlaceState.Waiting } => new Refusal(AlreadyWaiting, "You are already on the waiting list for this week."),
            _ => new Refusal(AlreadyBooked, "You already have a place in this week."),
        };

    private static Refusal? NotOpen(TasterWeekState week, TasterKind kind, DateTimeOffset now, out Offer? offer)
    {
        offer = week.OfferOf(kind);
        if (!week.IsPublished) return new Refusal(WeekUnknown, "This practice has not published a taster week for this date.");
        if (offer is null) return new Refusal(OfferUnknown, "This week has no places for this group.");
        if (week.Stopped is not null) return new Refusal(RefusalCodes.BookingStopped, week.Stopped);
        if (now < offer.Terms.Opens) return new Refusal(WeekNotOpen, $"Booking opens on {ClockTime.DateAndTime(offer.Terms.Opens)}.");
        return now >= offer.Terms.Closes
            ? new Refusal(WeekClosed, $"Booking is closed. It was open until {ClockTime.By(offer.Terms.Closes)}.")
            : null;
    }

    /// <summary>What a question with this id has come to, or null when it is new.</summary>
    private static Decision? Answered(TasterWeekState week, Guid id, string person, TasterKind kind)
    {
        if (week.Answers.Of(id)?.Refusal is { } refusal) return refusal;
        if (!week.Places.TryGetValue(id, out var done)) return null;
        return done.Person == person && done.Kind == kind ? Decision.Nothing : RecordedOutcome.Reused;
    }

    /// <summary>Written down, so that the same message, come late or sent again, is refused too. A week that does not exist keeps nothing.</summary>
    private static Decision Refuse(TasterWeekState week, Guid id, Refusal refusal) =>
        week.IsPublished ? new Decision([new PlaceRefused(id, refusal.Code, refusal.Detail)], refusal) : refusal;

    private static Place? Own(TasterWeekState week, PlaceCommand command) =>
        week.Places.TryGetValue(command.Place, out var place) && place.Person == command.Person ? place : null;

    private static readonly Refusal Unknown = new(PlaceUnknown, "We cannot find your place in this week. Check your bookings.");

    private static readonly Refusal Ended = new(PlaceEnded, "This place has already been given up.");
}
