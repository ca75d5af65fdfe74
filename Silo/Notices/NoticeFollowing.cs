using OutreachSilo.Kernel;
using OutreachSilo.Telemetry;

namespace OutreachSilo.Notices;

/// <summary>Mails about what happens to places, weeks and pairs, for the process that serves. Needs the storage, the grains and the outbox.</summary>
internal static class NoticeFollowing
{
    public static TBuilder AddOutreachNoticeFollower<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton<NoticeReader>();
        builder.Services.AddScoped<WeekMails>();
        builder.Services.AddScoped<MentoringMails>();
        builder.Services.AddScoped<NoticeMails>();
        builder.Services.AddSingleton<FollowerMeter>();
        builder.Services.AddHostedService<NoticeFollower>();
        return builder;
    }
}
