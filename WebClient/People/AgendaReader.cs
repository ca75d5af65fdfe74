using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>Reads agendas: what is set aside the person's grain knows, how an open place stands its week. Writes nothing.</summary>
public sealed partial class AgendaReader(IGrainFactory grains, GrainCalls calls, ILogger<AgendaReader> log)
{
    public async Task<AgendaView> Of(string person)
    {
        var agenda = await calls.Ask(grains.GetGrain<IPersonGrain>(GrainKeys.Person(person)), static me => me.Agenda());
        var places = await Task.WhenAll(agenda.Entries.Select(place => place.State.IsOpen() ? Sight(place) : Task.FromResult(place)));
        return agenda with { Entries = [.. places.OrderBy(place => !place.State.IsOpen())] };
    }

    /// <summary>As the week has it; without its answer as the agenda has it.</summary>
    private async Task<PlaceView> Sight(PlaceView place)
    {
        try
        {
            var week = grains.GetGrain<ITasterWeekGrain>(place.Week.ToString());
            var seen = await calls.Ask((week, place.Id), static it => it.week.Place(it.Id));
            return seen.Value ?? (seen.Refusal?.Code == RefusalCodes.PlaceUnknown ? place with { State = PlaceState.Asked } : place);
        }
        catch (Exception fault)
        {
            LogUnseen(fault, place.Week, place.Id);
            return place;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Week} did not say how place {Place} stands.")]
    private partial void LogUnseen(Exception fault, WeekId week, Guid place);
}
