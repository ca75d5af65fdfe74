using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.Tasters;

internal sealed record WeekPublished(Guid Id, HostFacts Host, ImmutableArray<OfferTerms> Offers, int DeskLimit) : Change;

internal sealed record CapacitySet(Guid Id, TasterKind Offer, int Capacity) : Change;

internal sealed record BookingStopped(string Reason) : Change;

/// <summary>What is shown of the host is now this; nothing else of the week changes.</summary>
internal sealed record HostChanged(HostFacts Host) : Change;

/// <summary>The place's id is the command's id.</summary>
internal sealed record PlaceHeld(Guid Place, string Person, TasterKind Offer, HalfDays HalfDays, DateTimeOffset Until) : Change;

/// <param name="Command">The confirmation's id; unknown in rows older than this member.</param>
internal sealed record PlaceConfirmed(Guid Place, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Command = null) : Change;

internal sealed record PlaceReleased(Guid Place) : Change;

internal sealed record PlaceExpired(Guid Place) : Change;

internal sealed record PlaceWithdrawn(Guid Place) : Change;

internal sealed record WaitingJoined(Guid Place, string Person, TasterKind Offer) : Change;

/// <summary>A place or a position on the waiting list is refused for good: asked for again under the same id, it is refused again.</summary>
internal sealed record PlaceRefused(Guid Place, string Code, string Detail) : Change;

/// <summary>The waiting list reserves a place in the person's name.</summary>
internal sealed record PlaceOffered(Guid Place, HalfDays HalfDays, DateTimeOffset Until) : Change;

/// <param name="Command">The acceptance's id; unknown in rows older than this member.</param>
internal sealed record OfferAccepted(Guid Place, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Command = null) : Change;

/// <summary>What lists and boards read of a week without waking it.</summary>
internal sealed record WeekSummary(HostFacts Host, ImmutableArray<OfferView> Offers, int DeskLimit, string? Stopped);

/// <summary>Each kind declared once.</summary>
internal static class TasterChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<WeekPublished>("week-published"),
        Of<CapacitySet>("capacity-set"),
        Of<BookingStopped>("booking-stopped"),
        Of<HostChanged>("host-changed"),
        Of<PlaceHeld>("place-held"),
        Of<PlaceConfirmed>("place-confirmed"),
        Of<PlaceReleased>("place-released"),
        Of<PlaceExpired>("place-expired"),
        Of<PlaceWithdrawn>("place-withdrawn"),
        Of<PlaceRefused>("place-refused"),
        Of<WaitingJoined>("waiting-joined"),
        Of<PlaceOffered>("place-offered"),
        Of<OfferAccepted>("offer-accepted"),
    ],
    new WeekIdJson(), new HalfDaysJson());
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(WeekIdJson), typeof(HalfDaysJson)])]
[JsonSerializable(typeof(WeekSummary))]
internal sealed partial class TasterJson : JsonSerializerContext;
