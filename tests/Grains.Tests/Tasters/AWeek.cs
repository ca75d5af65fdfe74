using OutreachSilo.Common;

namespace OutreachSilo.Tasters;

/// <summary>A published week for rules to decide on; every argument has a default.</summary>
internal static class AWeek
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    public static readonly WeekId Id = new("K81001", new DateOnly(2026, 8, 3));
    public const string Ana = "0000000000000000000000000000000a";
    public const string Ben = "0000000000000000000000000000000b";
    public const string Cleo = "0000000000000000000000000000000c";
    public const string Manager = "manager";

    public static HostFacts Host { get; } = new("Elm Surgery", "Y61", "QUE", "U12345", "Elm PCN", "ZX1 1AA", 52.2, 0.12);

    public static OfferTerms Terms(
        TasterKind kind = TasterKind.Foundation, int capacity = 2, HalfDays? halfDays = null, DateTimeOffset? opens = null, DateTimeOffset? closes = null) =>
        new(kind, halfDays ?? HalfDays.WholeWeek, capacity, opens ?? Noon.AddDays(-1), closes ?? Noon.AddDays(30), "Dr Elm", 10, 48);

    public static PublishWeek Publication(int desks = 5, params OfferTerms[] offers) =>
        new(Guid.NewGuid(), Manager, Host, offers.Length == 0 ? [Terms()] : [.. offers], desks);

    public static Given<TasterWeekState> Unpublished() => new(TasterWeekState.Empty(Id.ToString()), Noon, WaitingListRules.Lapse, WaitingListRules.Promote);

    public static Given<TasterWeekState> Published(int capacity = 2, int desks = 5) => Published(desks, Terms(capacity: capacity));

    public static Given<TasterWeekState> Published(int desks, params OfferTerms[] offers) =>
        Unpublished().When((week, now) => WeekHostRules.Publish(week, Publication(desks, offers), now)).And;

    public static HoldPlace HoldFor(string person, TasterKind kind = TasterKind.Foundation, Guid? id = null, HalfDays? halfDays = null) =>
        new(id ?? Guid.NewGuid(), person, kind, halfDays ?? HalfDays.WholeWeek);

    public static JoinWaitingList WaitFor(string person, TasterKind kind = TasterKind.Foundation, Guid? id = null) => new(id ?? Guid.NewGuid(), person, kind);

    public static PlaceCommand On(Guid place, string person) => new(Guid.NewGuid(), person, place);

    public static Decided<TasterWeekState> WhenHeld(this Given<TasterWeekState> week, HoldPlace command) =>
        week.When((state, now) => TasterWeekRules.Hold(state, command, now));

    public static Decided<TasterWeekState> WhenWaiting(this Given<TasterWeekState> week, JoinWaitingList command) =>
        week.When((state, now) => TasterWeekRules.JoinWaitingList(state, command, now));

    public static Decided<TasterWeekState> WhenConfirmed(this Given<TasterWeekState> week, Guid place, string person) =>
        week.When((state, _) => TasterWeekRules.Confirm(state, On(place, person)));

    public static Decided<TasterWeekState> WhenReleased(this Given<TasterWeekState> week, Guid place, string person) =>
        week.When((state, _) => TasterWeekRules.Release(state, On(place, person)));

    public static Decided<TasterWeekState> WhenAccepted(this Given<TasterWeekState> week, Guid place, string person) =>
        week.When((state, _) => TasterWeekRules.Accept(state, On(place, person)));

    public static Decided<TasterWeekState> WhenTimePasses(this Given<TasterWeekState> week, TimeSpan time) =>
        week.After(time).When((_, _) => Decision.Nothing);

    public static OfferView Offer(this Given<TasterWeekState> week, TasterKind kind = TasterKind.Foundation) => week.State.View(week.State.OfferOf(kind)!);
}
