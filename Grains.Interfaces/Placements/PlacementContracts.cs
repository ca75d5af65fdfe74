using OutreachSilo.Tasters;

namespace OutreachSilo.Placements;

/// <summary>Asks for a place, or for a position on the waiting list.</summary>
/// <param name="Id">Command id; becomes the id of the placement and of its place in the week.</param>
/// <param name="Person">Opaque person id; the actor.</param>
[GenerateSerializer, Immutable, Alias("open-placement")]
public sealed record OpenPlacement(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Person,
    [property: Id(2)] WeekId Week,
    [property: Id(3)] TasterKind Kind)
{
    /// <summary>What the caller saw of the week; none where it saw nothing, and the placement asks the week.</summary>
    [Id(4)]
    public HalfDays HalfDays { get; init; }

    /// <summary>Name of the practice as the caller saw it, with <see cref="HalfDays"/>.</summary>
    [Id(5)]
    public string HostName { get; init; } = "";
}
