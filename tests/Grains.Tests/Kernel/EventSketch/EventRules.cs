using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel.EventSketch;

/// <summary>Who gets a seat. Pure.</summary>
internal static class EventRules
{
    public const string Announcing = "announce";
    public const string Accepting = "accept";
    public const string Withdrawing = "withdraw";
    public const string CheckingIn = "check-in";

    private const int OfferHours = 48;

    public static string Registering(string person, int workshop) => $"register/{workshop}/{person}";

    public static Decision Announce(EventState meeting, AnnounceEvent command) =>
        meeting.Answers.Of(command.Id) is { } answer ? answer.Repeated(Announcing)
        : meeting.StartsAt is not null ? new Refusal("AlreadyAnnounced", "This event is announced already.")
        : new EventAnnounced(command.Id, command.Seats, command.Workshops, command.StartsAt);

    public static Decision Register(EventState meeting, RegisterForEvent command, DateTimeOffset now)
    {
        var subject = Registering(command.Person, command.Workshop);
        if (meeting.Answers.Of(command.Id) is { } answer) return answer.Repeated(subject);
        if (meeting.StartsAt is null) return Unknown;
        if (command.Workshop < 0 || command.Workshop >= meeting.Seats.Capacities.Length)
            return Refuse(command.Id, subject, new Refusal("WorkshopUnknown", "Choose one of the workshops."));
        if (now >= meeting.StartsAt) return Refuse(command.Id, subject, new Refusal("EventStarted", "The event has started."));
        if (meeting.OpenOf(command.Person) is not null)
            return Refuse(command.Id, subject, new Refusal("AlreadyRegistered", "You are registered already."));
        return meeting.Seats.Free(EventState.PoolsOf(command.Workshop)) > 0
            ? new SeatTaken(command.Id, command.Person, command.Workshop)
            : new WaitingBegun(command.Id, command.Person, command.Workshop);
    }

    public static Decision Accept(EventState meeting, RegistrationCommand command) => Act(meeting, command, Accepting, claim =>
        claim.State == ClaimState.Offered
            ? new OfferTaken(command.Id, claim.Id)
            : Refuse(command.Id, Subject(Accepting, command), new Refusal("NothingOffered", "No seat is offered to you.")));

    public static Decision Withdraw(EventState meeting, RegistrationCommand command) => Act(meeting, command, Withdrawing, claim =>
        claim.IsOpen ? new SeatGivenUp(command.Id, claim.Id) : Decision.Nothing);

    public static Decision CheckIn(EventState meeting, RegistrationCommand command) => Act(meeting, command, CheckingIn, claim =>
        claim.State == ClaimState.Confirmed
            ? new CheckedIn(command.Id, claim.Id)
            : Refuse(command.Id, Subject(CheckingIn, command), new Refusal("NotExpected", "Only a booked seat can be checked in.")));

    public static ImmutableArray<Change> Lapse(EventState meeting, DateTimeOffset now) =>
        [.. meeting.Seats.Lapsed(now).Select(place => new OfferLapsed(place))];

    /// <summary>Offers freed seats to whoever has waited longest and for whom there is room, workshop included.</summary>
    public static ImmutableArray<Change> Promote(EventState meeting, DateTimeOffset now)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        while (now < meeting.StartsAt && meeting.Seats.NextWaiting(_ => true, claim => EventState.PoolsOf(claim.Line)) is { } next)
        {
            var until = now.AddHours(OfferHours);
            changes.Add(new SeatOffered(next.Id, next.Line, until < meeting.StartsAt ? until : meeting.StartsAt.Value));
            meeting = meeting.Apply(changes[^1], now);
        }

        return changes.ToImmutable();
    }

    private static Decision Act(EventState meeting, RegistrationCommand command, string operation, Func<Claim, Decision> decide) =>
        meeting.Answers.Of(command.Id) is { } answer ? answer.Repeated(Subject(operation, command))
        : meeting.Seats.Claims.TryGetValue(command.Registration, out var claim) && claim.Holder == command.Person ? decide(claim)
        : new Refusal("RegistrationUnknown", "There is no such registration of yours.");

    private static string Subject(string operation, RegistrationCommand command) => $"{operation}/{command.Registration:N}";

    private static Decision Refuse(Guid command, string subject, Refusal refusal) =>
        Decision.Refused(refusal, new EventRefused(command, subject, refusal.Code, refusal.Detail));

    private static readonly Refusal Unknown = new("EventUnknown", "There is no such event.");
}
