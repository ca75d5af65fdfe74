using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Mutants;

/// <summary>A taster week that forgets whom it refused: what is asked again, or comes late, may get a place that was denied before.</summary>
internal sealed class ForgetfulWeek : IMutant
{
    public void Infect(object grain)
    {
        if (grain is AggregateGrain<TasterWeekState> week) week.Mutation = static state => state with { Answers = CommandLog.Empty };
    }
}
