using Microsoft.Extensions.DependencyInjection;

namespace OutreachSilo.Mutants;

/// <summary>A fault that a negative control puts into grains, so that a test can prove that the breach is found.</summary>
internal interface IMutant
{
    /// <summary>Puts the fault into a grain that can have it; leaves every other grain alone.</summary>
    void Infect(object grain);
}

internal static class Mutants
{
    /// <summary>Puts the fault into each grain of a silo before the grain's first call.</summary>
    public static IServiceCollection AddMutant(this IServiceCollection services, IMutant mutant) =>
        services.AddSingleton<IIncomingGrainCallFilter>(new Filter(mutant));

    private sealed class Filter(IMutant mutant) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            mutant.Infect(context.Grain);
            return context.Invoke();
        }
    }
}
