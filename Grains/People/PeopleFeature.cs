using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.People;

/// <summary>People and their agendas.</summary>
internal static class PeopleFeature
{
    public static IHostApplicationBuilder AddPeople(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAggregate(new Aggregate<PersonState, IPersonGrain>(GrainKeys.PersonPrefix)
        {
            History = PersonHistory.Say,

            // Halves of conversations whose other half is told.
            Silent =
            [
                "place-asked", "place-asked-again", "acceptance-asked", "place-settled", "command-done", "command-refused",
                "engaged", "disengaged", "engagement-refused",
            ],
            Audit = static _ => new AuditedAgenda(),
        });
        return builder;
    }
}
