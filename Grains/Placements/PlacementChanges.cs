using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

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

internal static class PlacementChanges
{
    public static readonly ImmutableArray<(string Kind, JsonTypeInfo Type)> All =
    [
        ("placement-opened", PlacementJson.Default.PlacementOpened),
        ("placement-asked", PlacementJson.Default.PlacementAsked),
        ("placement-answered", PlacementJson.Default.PlacementAnswered),
        ("placement-refused", PlacementJson.Default.PlacementRefused),
        ("placement-seen", PlacementJson.Default.PlacementSeen),
    ];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(WeekIdJson), typeof(HalfDaysJson)])]
[JsonSerializable(typeof(PlacementOpened))]
[JsonSerializable(typeof(PlacementAsked))]
[JsonSerializable(typeof(PlacementAnswered))]
[JsonSerializable(typeof(PlacementRefused))]
[JsonSerializable(typeof(PlacementSeen))]
internal sealed partial class PlacementJson : JsonSerializerContext;
