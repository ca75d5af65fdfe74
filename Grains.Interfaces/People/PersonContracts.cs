using System.Collections.Immutable;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>All that takes, or may take, time of one person. Open entries first, then the last ended ones (at most 50).</summary>
[GenerateSerializer, Immutable, Alias("agenda-view")]
public sealed record AgendaView([property: Id(0)] ImmutableArray<PlaceView> Entries, [property: Id(1)] long Version)
{
    /// <summary>By start; of those that ended, the last (at most 50).</summary>
    [Id(2)]
    public ImmutableArray<EngagementView> Engagements { get; init; } = [];
}
