using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.TestKit;

namespace OutreachSilo.People.Accounts;

/// <summary>Hosts on one accounts store read each other's cookies and tokens, and share nothing else.</summary>
public sealed class AccountsKeysTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("keys");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Nodes_with_a_database_in_common_and_folders_of_their_own_read_each_others_cookies()
    {
        (string, string)[] settings = [("Storage:Provider", "PostgreSql"),
            ("ConnectionStrings:Outreach", await (await Postgres.Shared()).NewDatabase())];
        await using var one = await Door.Open(false, settings);
        await using var two = await Door.Open(false, settings);
        Assert.NotEqual(one.DataFolder, two.DataFolder);
        await one.Member("ana@example.org");
        var cookie = await one.SignIn("ana@example.org");
        Assert.Equal(HttpStatusCode.OK, await two.Me(cookie));
        Assert.Equal(HttpStatusCode.OK, await one.Me(await two.SignIn("ana@example.org")));
        await using var other = await Door.Open(false, settings[0],
            ("ConnectionStrings:Outreach", await (await Postgres.Shared()).NewDatabase()));
        Assert.Equal(HttpStatusCode.Unauthorized, await other.Me(cookie));
    }

    [Fact]
    public async Task A_restart_on_one_file_reads_what_was_written_before_it()
    {
        string written;
        using (var first = await Start()) written = Protect(first);
        using var second = await Start();
        Assert.Equal("text", Unprotect(second, written));
        Assert.Equal(["accounts.db"], Directory.GetFileSystemEntries(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_first_start_warns_of_nothing()
    {
        var log = new Log();
        using var host = await Start(log);
        Protect(host);
        Assert.NotEmpty(await Keys(host));
        Assert.DoesNotContain(log.Lines, line => line.StartsWith(nameof(LogLevel.Warning), StringComparison.Ordinal)
            || line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("pem", "")]
    [InlineData("pfx", "")]
    [InlineData("pfx", "secret")]
    public async Task With_a_certificate_keys_are_stored_encrypted_and_only_hosts_that_have_it_read_them(string format, string password)
    {
        (string, string)[] settings = [("Accounts:KeyCertificate", Certificate(format, password)),
            ("Accounts:KeyCertificatePassword", password)];
        string written;
        using (var first = await Start(null, settings))
        {
            written = Protect(first);
            var key = Assert.Single(await Keys(first));
            Assert.Contains("EncryptedData", key, StringComparison.Ordinal);
            Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal);
        }

        using var second = await Start(null, settings);
        Assert.Equal("text", Unprotect(second, written));
        using var without = await Start();
        Assert.ThrowsAny<CryptographicException>(() => Unprotect(without, written));
    }

    [Theory]
    [InlineData("missing.pem")]
    [InlineData("text.pem")]
    [InlineData("text.pfx")]
    [InlineData("elliptic.pem")]
    public async Task A_certificate_that_does_not_do_stops_the_start(string name)
    {
        var file = Path.Combine(_folder.FullName, name);
        if (name.StartsWith("text", StringComparison.Ordinal)) await File.WriteAllTextAsync(file, "no certificate", Token);
        if (name.StartsWith("elliptic", StringComparison.Ordinal))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow,
                DateTimeOffset.UtcNow.AddDays(1));
            await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem(), Token);
        }

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => Start(null, ("Accounts:KeyCertificate", file)));
        Assert.Contains("Accounts:KeyCertificate", refused.Message, StringComparison.Ordinal);
    }

    private async Task<IHost> Start(Log? log = null, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([new("Storage:DataFolder", _folder.FullName),
            .. settings.Select(it => KeyValuePair.Create(it.Key, (string?)it.Value))]);
        if (log is not null) builder.Logging.AddProvider(log).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.AddOutreachAccounts();
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private static string Protect(IHost host) => Protector(host).Protect("text");

    private static string Unprotect(IHost host, string text) => Protector(host).Unprotect(text);

    private static IDataProtector Protector(IHost host) =>
        host.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static async Task<List<string>> Keys(IHost host)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountsDb>().DataProtectionKeys.Select(key => key.Xml!).ToListAsync(Token);
    }

    private string Certificate(string format, string password)
    {
        var file = Path.Combine(_folder.FullName, "certificate." + format);
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        if (format == "pem") File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        else File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, password));
        return file;
    }
}
