using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Notices;

/// <summary>Mails: the outbox for all that write one, and what sends them for the process that serves.</summary>
public static class NoticesHosting
{
    /// <summary>The outbox alone; what is put in is sent by a process that serves.</summary>
    public static TBuilder AddOutreachOutbox<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddSingleton<MailOptionsChecks>();
        services.AddSingleton<IPostConfigureOptions<MailOptions>>(provider => provider.GetRequiredService<MailOptionsChecks>());
        services.AddSingleton<IValidateOptions<MailOptions>>(provider => provider.GetRequiredService<MailOptionsChecks>());
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MailSignal>();
        services.AddScoped<IMailOutbox, MailOutbox>();
        services.AddScoped<IMailContacts, MailContacts>();
        return builder;
    }

    /// <summary>What sends the outbox.</summary>
    public static TBuilder AddOutreachNotices<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddSingleton<MailTokens>();
        services.AddSingleton<IMailTransport>(provider => provider.GetRequiredService<IOptions<MailOptions>>().Value.IsSmtp
            ? ActivatorUtilities.CreateInstance<SmtpTransport>(provider)
            : ActivatorUtilities.CreateInstance<FileTransport>(provider));
        services.AddSingleton<MailPipeline>();
        services.AddSingleton<MailDelivery>();
        services.AddHostedService<MailSender>();
        services.AddScoped<OutboxService>();
        return builder;
    }
}
