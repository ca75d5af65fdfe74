using System.Collections.Immutable;
using OutreachSilo.Common;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.Kernel.EventSketch;

/// <summary>An event: the fold of its changes. Pool 0 is its seats, pool n the workshop n; each choice has its own line.</summary>
internal sealed record EventState : IJournaledState<EventState>
{
    public const string Prefix = "sketch/";

    public required string Key { get; init; }

    /// <summary>Null before it was announced.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    public Allocation Seats { get; init; } = Allocation.None;

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    public static ChangeSet Changes { get; } = new(
    [
        Of<EventAnnounced>("sketched-event-announced"),
        Of<SeatTaken>("sketched-seat-taken"),
        Of<WaitingBegun>("sketched-waiting-begun"),
        Of<SeatOffered>("sketched-seat-offered"),
        Of<OfferTaken>("sketched-offer-taken"),
        Of<OfferLapsed>("sketched-offer-lapsed"),
        Of<SeatGivenUp>("sketched-seat-given-up"),
        Of<CheckedIn>("sketched-checked-in"),
        Of<EventRefused>("sketched-event-refused"),
    ]);

    public DateTimeOffset? DueAt => Seats.DueAt;

    public static EventState Empty(string key) => new() { Key = key };

    public static PoolSet PoolsOf(int workshop) => workshop == 0 ? PoolSet.Of(0) : PoolSet.Of(0).With(PoolSet.Of(workshop));

    public Claim? OpenOf(string person)
    {
        for (var line = 0; line < Seats.Lines.Length; line++)
            if (Seats.OpenOf(person, line) is { } claim) return claim;
        return null;
    }

    public EventState Apply(Change change, DateTimeOffset at) => (this with { Answers = Answers.At(at) }).Fold(change, at);

    private EventState Fold(Change change, DateTimeOffset at) => change switch
    {
        EventAnnounced x => this with
        {
            StartsAt = x.StartsAt,
            Seats = Allocation.Of([x.Seats, .. x.Workshops], x.Workshops.Length + 1),
            Answers = Answers.With(x.Command, EventRules.Announcing),
        },
        SeatTaken x => Add(x.Place, x.Person, x.Workshop, PoolsOf(x.Workshop), ClaimState.Confirmed, at),
        WaitingBegun x => Add(x.Place, x.Person, x.Workshop, PoolSet.None, ClaimState.Waiting, at),
        SeatOffered x => this with { Seats = Seats.Move(x.Place, ClaimState.Offered, at, x.Until, PoolsOf(x.Workshop)) },
        OfferTaken x => Move(x.Command, EventRules.Accepting, x.Place, ClaimState.Confirmed, at),
        OfferLapsed x => this with { Seats = Seats.Move(x.Place, ClaimState.Expired, at) },
        SeatGivenUp x => Move(x.Command, EventRules.Withdrawing, x.Place, ClaimState.Withdrawn, at),
        CheckedIn x => Move(x.Command, EventRules.CheckingIn, x.Place, ClaimState.Attended, at),
        EventRefused x => this with { Answers = Answers.With(x.Command, x.Subject, x.Code, x.Detail) },
        _ => throw new InvalidDataException($"{Key} cannot take a {change.GetType().Name}."),
    };

    private EventState Add(Guid place, string person, int workshop, PoolSet pools, ClaimState state, DateTimeOffset at) => this with
    {
        Seats = Seats.Add(place, person, workshop, pools, state, at),
        Answers = Answers.With(place, EventRules.Registering(person, workshop)),
    };

    private EventState Move(Guid command, string subject, Guid place, ClaimState to, DateTimeOffset at) => this with
    {
        Seats = Seats.Move(place, to, at),
        Answers = Answers.With(command, $"{subject}/{place:N}"),
    };

    public void Check() => Seats.Check(Key);

    public void CheckWhole() => Seats.CheckWhole(Key);

    public RegistrationView View(Guid place) => new(place, Seats.Claims[place].State.ToString(), Seats.Position(Seats.Claims[place]));

    public EventView View() => new(
        Seats.Free(PoolsOf(0)),
        [.. Enumerable.Range(1, Seats.Capacities.Length - 1).Select(workshop => Seats.Free(PoolsOf(workshop)))],
        Seats.Lines.Sum(line => line.Count(ClaimState.Waiting)));

    public SummaryRow ToSummary(string grain, long version) => new(grain, version, "sketch", "", null, DueAt, "", "{}"u8.ToArray());
}
