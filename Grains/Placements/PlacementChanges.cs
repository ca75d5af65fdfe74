using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.Placements;

/// <summary>What a command of a person is about, and what a placement calls others for.</summary>
internal enum PlacementAction
{
    Hold = 0,
    Join = 1,
    Confirm = 2,
    Accept = 3,
    Release = 4,

    /// <summary>Asks the week how the place stands.</summary>
    Look = 5,
}

/// <summary>The intent to hold a place, or to join a waiting list; agenda and week are asked from here on.</summary>
internal sealed record PlacementOpened(string Person, WeekId Week, TasterKind Offer, HalfDays HalfDays, string Host, bool Waits) : Change;

/// <summary>The intent to confirm, accept or release.</summary>
internal sealed record PlacementAsked(Guid Command, PlacementAction Action) : Change;

/// <summary>A command's success, and what the week says of the place since.</summary>
internal sealed record PlacementAnswered(
    Guid Command, PlacementAction Action, PlaceState State, HalfDays HalfDays, DateTimeOffset? Until) : Change;

/// <summary>A command's refusal; of the one that opens a placement, also its end.</summary>
internal sealed record PlacementRefused(Guid Command, PlacementAction Action, string Code, string Detail) : Change;

/// <summary>What the week says of the place, though nobody commanded it.</summary>
internal sealed record PlacementSeen(PlaceState State, HalfDays HalfDays, DateTimeOffset? Until) : Change;

/// <summary>Each kind declared once.</summary>
internal static class PlacementChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<PlacementOpened>("placement-opened"),
        Of<PlacementAsked>("placement-asked"),
        Of<PlacementAnswered>("placement-answered"),
        Of<PlacementRefused>("placement-refused"),
        Of<PlacementSeen>("placement-seen"),
        Of<CallDeferred>("call-deferred"),
    ],
    new WeekIdJson(), new HalfDaysJson());
}
