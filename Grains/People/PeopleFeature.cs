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
            Silent = ["engaged", "days-engaged", "disengaged", "engagement-refused"],
            Topics = static (person, changes) =>
                changes.Any(change => change is Engaged or DaysEngaged or Disengaged) ? [person.Person] : [],
            Audit = static _ => new AuditedAgenda(),
        });
        return builder;
    }
}
