using OutreachSilo.Common;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Tasters;

/// <summary>What a person may do with a place of a taster week. Pure: the same state, command and instant give the same decision.</summary>
/// <remarks>Lapsed holds and offers are ended before any of these rules is asked (<see cref="WaitingListRules.Lapse"/>).</remarks>
internal static class TasterWeekRules
{
    /// <summary>Holds a whole offer while the form is filled in. Owner of: held + offered + confirmed ≤ places, and ≤ desks over both kinds.</summary>
    public static Decision Hold(TasterWeekState week, HoldPlace command, DateTimeOffset now, Guards guards)
    {
        if (guards.Idempotency && week.Places.TryGetValue(command.Id, out var done)) return Repeat(done, command.Person, command.Kind);
        if (NotBookable(week, command.Person, command.Kind, now, out var offer) is { } refusal) return refusal;
        if (offer!.Terms.HalfDays != command.HalfDays)
            return new Refusal(OfferChanged, $"The days offered have changed; they are now {offer.Terms.HalfDays}. Look at the week again before booking.");
        if (guards.Room && NoRoom(week, offer) is { } full) return full;
        return new PlaceHeld(command.Id, command.Person, command.Kind, command.HalfDays, now.AddMinutes(offer.Terms.HoldMinutes));
    }

    public static Decision JoinWaitingList(TasterWeekState week, JoinWaitingList command, DateTimeOffset now)
    {
        if (week.Places.TryGetValue(command.Id, out var done)) return Repeat(done, command.Person, command.Kind);
        if (NotBookable(week, command.Person, command.Kind, now, out var offer) is { } refusal) return refusal;
        if (NoRoom(week, offer!) is null) return new Refusal(PlacesFree, "There is a free place; book it instead of waiting.");
        if (offer!.Waiting.Count >= TasterLimits.WaitingMax) return new Refusal(WaitingListFull, "The waiting list is full.");
        return new WaitingJoined(command.Id, command.Person, command.Kind);
    }

    public static Decision Confirm(TasterWeekState week, PlaceCommand command) => Own(week, command) switch
    {
        null => Unknown,
        { ConfirmedBy: { } by } when by == command.Id => Decision.Nothing,
        { State: PlaceState.Held } => new PlaceConfirmed(command.Place, command.Id),
        { State: PlaceState.Confirmed } => Decision.Nothing,
        { State: PlaceState.Expired, CameFromWaiting: false } => new Refusal(HoldExpired, "The hold ran out before it was confirmed. Book again if places are left."),
        { IsOpen: false } => Ended,
        _ => new Refusal(PlaceNotHeld, "Only a held place can be confirmed."),
    };

    public static Decision Accept(TasterWeekState week, PlaceCommand command) => Own(week, command) switch
    {
        null => Unknown,
        { ConfirmedBy: { } by } when by == command.Id => Decision.Nothing,
        { State: PlaceState.Offered } => new OfferAccepted(command.Place, command.Id),
        { State: PlaceState.Confirmed } => Decision.Nothing,
        { State: PlaceState.Expired } => new Refusal(OfferExpired, "The offer was not taken in time and has gone to the next person."),
        { IsOpen: false } => Ended,
        _ => new Refusal(PlaceNotOffered, "No place has been offered yet."),
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
        if (TasterWeekState.PlacesLeft(offer) == 0)
            return new Refusal(WeekFull, offer.Terms.Capacity == 1 ? "The one place is taken." : $"All {offer.Terms.Capacity} places are taken.");
        if (week.DesksLeft(offer.Terms.HalfDays) == 0)
            return new Refusal(DeskLimitReached, $"The practice has {week.DeskLimit} desks for visitors and all are taken on at least one of the days.");
        return null;
    }

    private static Refusal? NotBookable(TasterWeekState week, string person, TasterKind kind, DateTimeOffset now, out Offer? offer)
    {
        offer = week.OfferOf(kind);
        if (!week.IsPublished) return new Refusal(WeekUnknown, "No taster week is published for this practice and Monday.");
        if (offer is null) return new Refusal(OfferUnknown, "This week has no places of this kind.");
        if (week.Stopped is not null) return new Refusal(RefusalCodes.BookingStopped, week.Stopped);
        if (now < offer.Terms.Opens) return new Refusal(WeekNotOpen, $"Booking opens at {offer.Terms.Opens:d MMMM yyyy HH:mm} UTC.");
        if (now >= offer.Terms.Closes) return new Refusal(WeekClosed, $"Booking closed at {offer.Terms.Closes:d MMMM yyyy HH:mm} UTC.");
        return week.OpenPlaceOf(person, kind) switch
        {
            null => null,
            { State: PlaceState.Waiting } => new Refusal(AlreadyWaiting, "You are on this week's waiting list already."),
            _ => new Refusal(AlreadyBooked, "You have a place in this week already."),
        };
    }

    private static Decision Repeat(Place done, string person, TasterKind kind) => done.Person == person && done.Kind == kind
        ? Decision.Nothing
        : new Refusal(CommandReused, "This command id was used before for something else.");

    private static Place? Own(TasterWeekState week, PlaceCommand command) =>
        week.Places.TryGetValue(command.Place, out var place) && place.Person == command.Person ? place : null;

    private static readonly Refusal Unknown = new(PlaceUnknown, "There is no such place of yours in this week.");

    private static readonly Refusal Ended = new(PlaceEnded, "This place was given up before.");
}
