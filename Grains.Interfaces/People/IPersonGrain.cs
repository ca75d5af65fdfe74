using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>
/// One person's agenda; key <c>person/{id}</c>. Aggregate: calls nobody. Sole owner of: this person is in one place at most at any time,
/// whatever the product, and has no more to come than an agenda holds.
/// </summary>
/// <remarks>Every entry has an id; the same id always gets the same answer, also when it comes late or twice.</remarks>
[Alias("IPersonGrain")]
public interface IPersonGrain : IGrainWithStringKey
{
    /// <summary>Sets time aside for something at an instant. Refused: AgendaOverlap, AgendaFull, SlotReleased.</summary>
    [Alias("Engage")]
    Task<Outcome<EngagementView>> Engage(Engage command);

    /// <summary>Sets half-days of a week aside. Refused: AgendaOverlap, AgendaFull, SlotReleased.</summary>
    [Alias("EngageDays")]
    Task<Outcome<PlaceView>> EngageDays(EngageDays command);

    /// <summary>Gives time back; never refused. One that comes later under this id is refused.</summary>
    /// <param name="end">How the agenda shows it from now on.</param>
    [Alias("Disengage")]
    Task Disengage(Guid id, PlaceState end = PlaceState.Released);

    /// <summary>What the agenda holds. How an open place stands its week knows: here it is Waiting, or Asked where it takes time.</summary>
    [Alias("Agenda"), ReadOnly]
    Task<AgendaView> Agenda();
}
