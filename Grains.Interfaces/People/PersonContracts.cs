using System.Collections.Immutable;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>A person asks for a place, or for a position on the waiting list, of one offer.</summary>
/// <param name="Id">Command id; becomes the id of the place.</param>
[GenerateSerializer, Immutable, Alias("ask-for-place")]
public sealed record AskForPlace([property: Id(0)] Guid Id, [property: Id(1)] WeekId Week, [property: Id(2)] TasterKind Kind);

/// <summary>A person acts on a place of their own agenda.</summary>
[GenerateSerializer, Immutable, Alias("act-on-place")]
public sealed record ActOnPlace([property: Id(0)] Guid Id, [property: Id(1)] Guid Place);

/// <summary>All that takes, or may take, time of one person. Open entries first, then the last ended ones (at most 50).</summary>
[GenerateSerializer, Immutable, Alias("agenda-view")]
public sealed record AgendaView([property: Id(0)] ImmutableArray<PlaceView> Entries, [property: Id(1)] long Version)
{
    /// <summary>By start; of those that ended, the last (at most 50).</summary>
    [Id(2)]
    public ImmutableArray<EngagementView> Engagements { get; init; } = [];
}
