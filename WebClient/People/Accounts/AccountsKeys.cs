using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.People.Accounts;

/// <summary>The keys of cookies and tokens, in the accounts store: whoever reads that reads every cookie, on whatever node.</summary>
internal sealed class AccountsKeys(AccountsSchema schema, IServiceProvider services, ILoggerFactory logging) : IXmlRepository
{
    /// <summary>Warns at the first start that keys are stored without encryption, which docs/OPERATIONS.md says.</summary>
    private const string KeyManagerCategory = "Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager";

    private readonly EntityFrameworkCoreXmlRepository<AccountsDb> _keys = new(services, logging);

    public static void Add(IServiceCollection services, AccountsOptions options)
    {
        var protection = services.AddDataProtection().SetApplicationName(AccountsHosting.ApplicationName);
        services.AddOptions<KeyManagementOptions>().Configure<AccountsSchema, IServiceProvider, ILoggerFactory>(
            static (keys, schema, provider, logging) => keys.XmlRepository = new AccountsKeys(schema, provider, logging));
        if (options.KeyCertificate is { } certificate) protection.ProtectKeysWithCertificate(certificate);
        else services.Configure<LoggerFilterOptions>(static filters =>
            filters.Rules.Add(new LoggerFilterRule(null, KeyManagerCategory, LogLevel.Error, null)));
    }

    /// <summary>Reads a PEM file (certificate and key) or a PKCS #12 file.</summary>
    /// <exception cref="CryptographicException">It is neither, the password is wrong, or it holds no RSA key.</exception>
    public static X509Certificate2 ReadCertificate(string file, string? password)
    {
        var certificate = !Path.GetExtension(file).Equals(".pem", StringComparison.OrdinalIgnoreCase)
            ? X509CertificateLoader.LoadPkcs12FromFile(file, password)
            : string.IsNullOrEmpty(password)
                ? X509Certificate2.CreateFromPemFile(file)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password);
        using var key = certificate.GetRSAPrivateKey();
        if (key is not null) return certificate;
        certificate.Dispose();
        throw new CryptographicException("It holds no RSA key.");
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        schema.EnsureNow(CancellationToken.None);
        return _keys.GetAllElements();
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        schema.EnsureNow(CancellationToken.None);
        _keys.StoreElement(element, friendlyName);
    }
}
