using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>Adds the register: lists and look-ups over the storage, and the imports.</summary>
internal static class PracticeServices
{
    public static TBuilder AddOutreachPractices<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddSingleton<ReferenceData>();
        services.AddSingleton<OutcodeCache>();
        services.AddSingleton<IPracticeDirectory, PracticeDirectory>();
        services.AddSingleton<PracticeByCode>(provider => code => provider.GetRequiredService<IGrainFactory>().GetGrain<IPracticeGrain>(GrainKeys.Practice(code)));
        services.AddSingleton<ImportCalls>();
        services.AddSingleton<PracticeImport>();
        services.AddSingleton<PcnImport>();
        services.AddSingleton<OutcodeImport>();
        return builder;
    }
}
