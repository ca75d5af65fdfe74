using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Placements;

/// <summary>What a person may do with a placement, and what an answer of the week comes to. Pure.</summary>
internal static class PlacementRules
{
    public static readonly Refusal Unknown = new(PlaceUnknown, "We cannot find this booking. Check your bookings.");

    private static readonly Refusal Pending = new(PlacePending, "This place is still being confirmed. Try again in a moment.");

    private static readonly Refusal RanOut = new(HoldExpired, "You did not confirm in time, so the place was released. If there are still places, book again.");

    private static readonly Refusal NotTaken = new(OfferExpired, "You did not accept the place in time, so it was offered to the next person.");

    private static readonly Refusal Ended = new(PlaceEnded, "This place has already been given up.");

    /// <summary>Opens it, or repeats what became of that.</summary>
    /// <param name="seen">What the caller or the week says of the week, and a refusal that it would meet there.</param>
    public static Decision Open(PlacementState placement, OpenPlacement command, PlacementAction action, WeekQuote seen)
    {
        if (placement.IsOpened)
        {
            if (placement.Person != command.Person) return Unknown;
            var known = placement.Fingerprint(placement.Id, placement.Waits ? PlacementAction.Join : PlacementAction.Hold);
            if (known != PlacementState.Fingerprint(action, command.Week, command.Kind)) return RecordedOutcome.Reused;
            if (placement.State != PlaceState.Refused) return Decision.Nothing;
            return placement.Answers.Of(placement.Id)?.Refusal ?? Unknown;
        }

        var waits = action == PlacementAction.Join;
        var opened = new PlacementOpened(command.Person, command.Week, command.Kind, seen.HalfDays, seen.HostName, waits);
        return seen.Refusal is { } refusal ? new Decision([opened, Refused(placement.Id, action, refusal)], refusal) : opened;
    }

    /// <summary>Confirms, accepts or releases. What the placement knows to be so for good is answered without the week.</summary>
    public static Decision Act(PlacementState placement, PlaceCommand command, PlacementAction action)
    {
        if (!placement.IsOpened || placement.Person != command.Person) return Unknown;
        if (placement.Answers.Of(command.Id) is { } answer)
            return answer.Repeat(placement.Fingerprint(command.Id, action)) is { } refused ? refused : Decision.Nothing;
        if (placement.Pending.Find(command.Id) is { } call) return call.What == action ? Decision.Nothing : RecordedOutcome.Reused;
        if (placement.Asking is not null) return Pending;
        return (action, placement.State) switch
        {
            (_, PlaceState.Refused) => Refuse(command.Id, action, Unknown),
            (PlacementAction.Release, _) when IsOpen(placement.State) => new PlacementAsked(command.Id, action),
            (PlacementAction.Release, _) => Done(placement, command.Id, action),
            (_, PlaceState.Confirmed) => Done(placement, command.Id, action),
            (PlacementAction.Confirm, PlaceState.Held) => new PlacementAsked(command.Id, action),
            (PlacementAction.Accept, PlaceState.Offered) => new PlacementAsked(command.Id, action),
            (PlacementAction.Confirm, PlaceState.Expired) when !placement.Waits => Refuse(command.Id, action, RanOut),
            (PlacementAction.Accept, PlaceState.Expired) => Refuse(command.Id, action, NotTaken),
            (_, PlaceState.Released or PlaceState.Expired or PlaceState.Withdrawn) => Refuse(command.Id, action, Ended),
            (PlacementAction.Confirm, _) => Refuse(command.Id, action, new(PlaceNotHeld, "You can only confirm a place that is on hold.")),
            _ => Refuse(command.Id, action, new(PlaceNotOffered, "You have not been offered a place yet.")),
        };
    }

    /// <summary>Takes over what the week says when it was looked at; an activation that is out of date may have said it.</summary>
    public static Decision See(PlacementState placement, PlaceView place, DateTimeOffset now)
    {
        var isOutdated = Stage(place.State) < Stage(placement.State);
        var seen = isOutdated ? placement.View() : place;
        var isKnown = (seen.State, seen.HalfDays, seen.Until) == (placement.State, placement.HalfDays, placement.Until);
        return isKnown && placement.Look?.DueAt > now ? Decision.Nothing : new PlacementSeen(seen.State, seen.HalfDays, seen.Until);
    }

    public static Decision Answered(Guid command, PlacementAction action, PlaceView place) =>
        new PlacementAnswered(command, action, place.State, place.HalfDays, place.Until);

    public static PlacementRefused Refused(Guid command, PlacementAction action, Refusal refusal) =>
        new(command, action, refusal.Code, refusal.Detail);

    /// <summary>An acceptance that came too late: the place has ended for good.</summary>
    public static Decision TooLate(PlacementState placement, Guid command, PlaceState end, Refusal refusal) =>
        new([new PlacementSeen(end, placement.HalfDays, null), Refused(command, PlacementAction.Accept, refusal)], null);

    public static bool IsOpen(PlaceState state) =>
        state is PlaceState.Asked or PlaceState.Waiting or PlaceState.Offered or PlaceState.Held or PlaceState.Confirmed;

    private static Decision Refuse(Guid command, PlacementAction action, Refusal refusal) =>
        new([Refused(command, action, refusal)], refusal);

    private static Decision Done(PlacementState placement, Guid command, PlacementAction action) =>
        Answered(command, action, placement.View());

    /// <summary>A place's life only goes forward.</summary>
    private static int Stage(PlaceState state) => state switch
    {
        PlaceState.Asked => 0,
        PlaceState.Waiting => 1,
        PlaceState.Offered or PlaceState.Held => 2,
        PlaceState.Confirmed => 3,
        _ => 4,
    };
}
