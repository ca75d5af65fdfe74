using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using OutreachSilo.TestKit;

namespace OutreachSilo.EndToEnd;

/// <summary>The outbox of a running service, over STARTTLS to a server whose certificate it was told to trust.</summary>
public sealed class OutboxTests : IAsyncDisposable
{
    /// <summary>How many mails one process has on their way at once.</summary>
    private const int AtOnce = 1;

    private static readonly (string User, string Password) Credentials = ("outreach", "secret");

    private readonly TemporaryFolder folder = new();
    private readonly X509Certificate2 certificate;
    private readonly SmtpServer server;

    public OutboxTests()
    {
        certificate = SelfSigned();
        server = SmtpServer.Start(certificate);
        server.Credentials = Credentials;
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
    }

    private string CertificateFile => Path.Combine(folder.Path, "trusted.pem");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 120_000)]
    public async Task Mails_go_out_signed_in_and_over_TLS_to_a_server_that_somebody_vouches_for()
    {
        await Queue(1);
        await using var silo = await SiloProcess.Start(Settings());
        await server.Taken(1);

        Assert.Equal("person0@example.org", Assert.Single(Assert.Single(server.Mails).To));
        var said = server.Commands.Select(command => command.Split(' ')[0]).ToList();
        Assert.True(said.IndexOf("STARTTLS") < said.IndexOf("AUTH") && said.IndexOf("AUTH") < said.IndexOf("MAIL"), string.Join(' ', said));
    }

    [Fact(Timeout = 120_000)]
    public async Task Mails_go_out_by_access_token_over_implicit_TLS_in_one_connection()
    {
        await using var endpoint = await TokenEndpoint.Start();
        await using var secure = SmtpServer.StartImplicit(certificate);
        secure.Token = ("outreach@example.org", endpoint.Token);
        await Queue(3);
        var settings = Settings();
        settings.Remove("Mail__Password");
        settings["Mail__Port"] = $"{secure.Port}";
        settings["Mail__Tls"] = "Implicit";
        settings["Mail__User"] = "outreach@example.org";
        settings["Mail__OAuth__TokenEndpoint"] = endpoint.Address.ToString();
        settings["Mail__OAuth__ClientId"] = TokenEndpoint.ClientId;
        settings["Mail__OAuth__ClientSecret"] = TokenEndpoint.ClientSecret;
        settings["Mail__OAuth__Scope"] = TokenEndpoint.Scope;
        await using var silo = await SiloProcess.Start(settings);
        await secure.Taken(3);

        Assert.Equal(1, secure.Connections);
        Assert.Equal(["EHLO", "AUTH"], secure.Commands.Skip(1).Take(2).Select(command => command.Split(' ')[0]));
        Assert.DoesNotContain("STARTTLS", secure.Commands);
        Assert.Empty(server.Commands);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_process_killed_with_its_outbox_full_loses_no_mail_and_repeats_only_those_that_were_on_their_way()
    {
        const int Mails = 30;
        const int Before = 10;
        await Queue(Mails);
        var (ends, full, killed) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        server.Instead = said =>
        {
            if (said != "." || Interlocked.Increment(ref ends) <= Before) return null;
            full.TrySetResult();
            killed.Task.Wait(Token);
            return SmtpServer.HangUp;
        };
        await using (var first = await SiloProcess.Start(Settings()))
        {
            await full.Task.WaitAsync(Token);
            await first.Kill();
        }

        server.Instead = null;
        killed.SetResult();
        await EndLeases();
        await using var second = await SiloProcess.Start(Settings());
        while (server.Mails.Select(IdOf).Distinct(StringComparer.Ordinal).Count() < Mails) await server.Taken(server.Mails.Count + 1);

        Assert.Equal(0, await second.Stop());
        Assert.Equal(Mails, server.Mails.Select(mail => Assert.Single(mail.To)).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(server.Mails.Count, Mails, Mails + AtOnce);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
        folder.Dispose();
    }

    private static string IdOf(ReceivedMail mail) => mail.Header("Message-ID")!;

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["Storage__DataFolder"] = folder.Path,
        ["Mail__Host"] = "127.0.0.1",
        ["Mail__Port"] = $"{server.Port}",
        ["Mail__User"] = Credentials.User,
        ["Mail__Password"] = Credentials.Password,
        ["Mail__From"] = "noreply@example.org",
        ["Mail__PublicUrl"] = "http://example.org",
        // Where the process finds whom it trusts, instead of the machine's list.
        ["SSL_CERT_FILE"] = CertificateFile,
    };

    private Task Queue(int mails) => WithAccounts(async services =>
    {
        var outbox = services.GetRequiredService<IMailOutbox>();
        for (var number = 0; number < mails; number++)
        {
            await outbox.Queue(
                new OutgoingMail($"test/{number}", $"person{number}@example.org", MailTemplates.PasswordChanged, new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["name"] = $"Person {number}",
                    ["at"] = "Monday 3 August 2026 at 9:30am",
                    ["link"] = "http://example.org/recover",
                    ["service"] = MailTemplates.ServiceName,
                }),
                Token);
        }
    });

    /// <summary>As after the minutes for which nobody else takes what the killed process had claimed.</summary>
    private Task EndLeases() => WithAccounts(services => services.GetRequiredService<AccountsDb>().Database.ExecuteSqlRawAsync("UPDATE mail SET \"DueAt\" = 0 WHERE \"State\" = 'Waiting'", Token));

    private async Task WithAccounts(Func<IServiceProvider, Task> act)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["Storage:DataFolder"] = folder.Path;
        builder.AddOutreachAccounts();
        using var host = builder.Build();
        await host.StartAsync(Token);
        await using (var scope = host.Services.CreateAsyncScope()) await act(scope.ServiceProvider);
        await host.StopAsync(Token);
    }
}
