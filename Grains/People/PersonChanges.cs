using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.People;

/// <summary>What a command of a person is about; part of the fingerprint that tells a repeat from a reused id.</summary>
internal enum PersonAction
{
    Hold = 0,
    Join = 1,
    Confirm = 2,
    Accept = 3,
    Release = 4,
}

/// <summary>The intent to hold a place or to join a waiting list; the place's id is the command's id. A hold's half-days count in the agenda from here on.</summary>
internal sealed record PlaceAsked(Guid Place, WeekId Week, TasterKind Offer, HalfDays HalfDays, string Host, PersonAction Action) : Change;

/// <summary>
/// An activation that did not ask puts the question again. From here on the one that asked can write down no refusal: its row meets this one.
/// </summary>
internal sealed record PlaceAskedAgain(Guid Place) : Change;

/// <summary>The intent to accept an offered place: its half-days count from here on.</summary>
internal sealed record AcceptanceAsked(Guid Command, Guid Place, HalfDays HalfDays) : Change;

/// <summary>What the week says of a place.</summary>
internal sealed record PlaceSettled(Guid Place, HalfDays HalfDays, PlaceState State, DateTimeOffset? Until) : Change;

/// <summary>A command's success, so that a repeat gets the same answer.</summary>
internal sealed record CommandDone(Guid Command, PersonAction Action, Guid Place) : Change;

/// <summary>A command's refusal, so that a repeat gets the same answer. Ends the intent of the same id, if there was one.</summary>
internal sealed record CommandRefused(Guid Command, PersonAction Action, WeekId? Week, TasterKind? Offer, Guid? Place, string Code, string Detail) : Change;

/// <summary>Time is set aside for something at an instant.</summary>
internal sealed record Engaged(Guid Id, string Source, Guid Entry, DateTimeOffset StartsAt, int Minutes, int Sequence, Guid? Replaces) : Change;

/// <summary>Time is given back; also of what has not come yet, so that it is refused when it does.</summary>
internal sealed record Disengaged(Guid Id) : Change;

/// <summary>What was refused for good: asked again under the same id, it is refused again.</summary>
internal sealed record EngagementRefused(Guid Id, string Subject, string Code, string Detail) : Change;

/// <summary>Each kind declared once.</summary>
internal static class PersonChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<PlaceAsked>("place-asked"),
        Of<PlaceAskedAgain>("place-asked-again"),
        Of<AcceptanceAsked>("acceptance-asked"),
        Of<PlaceSettled>("place-settled"),
        Of<CommandDone>("command-done"),
        Of<CommandRefused>("command-refused"),
        Of<Engaged>("engaged"),
        Of<Disengaged>("disengaged"),
        Of<EngagementRefused>("engagement-refused"),
    ],
    new WeekIdJson(), new HalfDaysJson());
}
