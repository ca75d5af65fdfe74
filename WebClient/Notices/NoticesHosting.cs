using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OutreachSilo.Notices;

/// <summary>Mails: the outbox for all that write one, and what sends them for the process that serves.</summary>
public static class NoticesHosting
{
    /// <summary>The outbox alone; what is put in is sent by a process that serves.</summary>
    public static TBuilder AddOutreachOutbox<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton<MailSignal>();
        builder.Services.AddScoped<IMailOutbox, MailOutbox>();
        return builder;
    }
}
