using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OutreachSilo.People.Accounts;
using OutreachSilo.TestKit;

namespace OutreachSilo.Notices;

/// <summary>An accounts store and what sends its outbox, on a manual clock; nothing is sent before a test says so. Several may share one store.</summary>
internal sealed class MailStore : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo? _folder;

    private MailStore(IHost host, DirectoryInfo? folder) => (_host, _folder) = (host, folder);

    public ManualTime Time => (ManualTime)_host.Services.GetRequiredService<TimeProvider>();

    public MailDelivery Delivery => _host.Services.GetRequiredService<MailDelivery>();

    public string DataFolder => Services.GetRequiredService<AccountsOptions>().DataFolder;

    public IServiceProvider Services => _host.Services;

    public static OutgoingMail Mail(string key, string to = "ana@example.org") => new(key, to, MailTemplates.Invitation, MailSamples.Of(MailTemplates.Find(MailTemplates.Invitation)!));

    /// <summary>A store that sends to a server; retries within an attempt are off unless given, for they wait for the clock.</summary>
    public static Task<MailStore> To(SmtpServer server, params (string Key, string Value)[] settings) => Open(
        [("Mail:Host", "127.0.0.1"), ("Mail:Port", $"{server.Port}"), ("Mail:Tls", "None"),
            ("Mail:From", "GP taster weeks <noreply@example.org>"), ("Mail:PublicUrl", "https://example.org"), ("Mail:Retries", "0"),
            .. settings]);

    public static async Task<MailStore> Open((string Key, string Value)[] settings, IMailTransport? transport = null, ManualTime? time = null)
    {
        var folder = settings.Any(setting => setting.Key == "Storage:DataFolder") ? null : Directory.CreateTempSubdirectory("mail");
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        if (folder is not null) builder.Configuration["Storage:DataFolder"] = folder.FullName;
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time ?? new ManualTime());
        builder.AddOutreachAccounts().AddOutreachNotices();
        builder.Services.RemoveAll<IHostedService>();
        if (transport is not null) builder.Services.Replace(ServiceDescriptor.Singleton(transport));
        var store = new MailStore(builder.Build(), folder);
        await store.Services.GetRequiredService<AccountsSchema>().Ensure(TestContext.Current.CancellationToken);
        return store;
    }

    public async Task Queue(params IEnumerable<OutgoingMail> mails)
    {
        await using var scope = Services.CreateAsyncScope();
        foreach (var mail in mails) await scope.ServiceProvider.GetRequiredService<IMailOutbox>().Queue(mail, TestContext.Current.CancellationToken);
    }

    public Task<int> SendDue() => Delivery.SendDue(TestContext.Current.CancellationToken);

    public async Task<StoredMail> Stored(string key) => (await All()).Single(mail => mail.Key == key);

    public async Task<List<StoredMail>> All()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountsDb>().Set<StoredMail>().AsNoTracking().OrderBy(mail => mail.Key).ToListAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _host.Dispose();
        if (_folder is not null)
        {
            SqliteConnection.ClearAllPools();
            _folder.Delete(recursive: true);
        }

        return ValueTask.CompletedTask;
    }
}
