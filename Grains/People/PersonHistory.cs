using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>What happened in one person's agenda, in words.</summary>
internal static class PersonHistory
{
    public static Said? Say(Change change) => change switch
    {
        PlaceAsked x => new Said($"Asked {(x.Action == PersonAction.Join ? "to wait for a place" : "for a place")} at {x.Host}", Detail: Week(x.Week), Place: x.Place),
        PlaceAskedAgain x => new Said("Asked again, because no answer had come", Place: x.Place),
        AcceptanceAsked x => new Said("Asked to accept an offered place", Place: x.Place),
        PlaceSettled x => new Said($"Answered: {Name(x.State)}", Instant: x.Until, Place: x.Place),
        CommandDone x => new Said($"Done: {Name(x.Action)}", Place: x.Place),
        CommandRefused x => new Said($"Refused: {Name(x.Action)}", Detail: x.Detail, Place: x.Place),
        Engaged x => new Said($"Time set aside for a meeting of {x.Minutes} minutes", Instant: x.StartsAt),
        Disengaged => "Time given back",
        EngagementRefused x => new Said("Time for a meeting refused", Detail: x.Detail),
        _ => default(Said?),
    };

    private static string Week(WeekId? week) => week is { } known ? $"Week of {Said.Day(known.Monday)}" : "";

    private static string Name(PersonAction action) => action switch
    {
        PersonAction.Hold => "hold a place",
        PersonAction.Join => "join a waiting list",
        PersonAction.Confirm => "confirm a place",
        PersonAction.Accept => "accept an offered place",
        _ => "give a place back",
    };

    private static string Name(PlaceState state) => state switch
    {
        PlaceState.Asked => "not known yet",
        PlaceState.Held => "held",
        PlaceState.Waiting => "on the waiting list",
        PlaceState.Offered => "offered",
        PlaceState.Confirmed => "confirmed",
        PlaceState.Released => "given back",
        PlaceState.Expired => "time ran out",
        PlaceState.Withdrawn => "cancelled",
        _ => "refused",
    };
}
