using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Mentoring.Agreements;
using OutreachSilo.Mentoring.Video;

namespace OutreachSilo.Mentoring;

/// <summary>Mentoring at the door. The host adds an <see cref="IMentoringDirectory"/>.</summary>
internal static class MentoringHosting
{
    public static IServiceCollection AddOutreachMentoring(this IServiceCollection services)
    {
        services.AddOptions<JitsiOptions>().BindConfiguration(JitsiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IVideoRooms, JitsiRooms>();
        services.AddScoped<SchemeAccess>();
        services.AddScoped<MemberNames>();
        services.AddScoped<SchemeService>();
        services.AddScoped<MenteeService>();
        services.AddScoped<MentorService>();
        services.AddScoped<PairService>();
        services.AddScoped<PairPages>();
        services.AddScoped<ProblemReports>();
        services.AddScoped<MentoringTasks>();
        services.AddScoped<LeadService>();
        services.AddScoped<LeadTasks>();
        return services;
    }

    public static void MapOutreachMentoring(this IEndpointRouteBuilder routes)
    {
        SchemesApi.Map(routes);
        MenteesApi.Map(routes);
        MentorsApi.Map(routes);
        PairsApi.Map(routes);
        AgreementFile.Map(routes);
        MeetingsApi.Map(routes);
        LeadsApi.Map(routes);
    }
}
