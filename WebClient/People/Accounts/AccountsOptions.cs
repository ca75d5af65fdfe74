using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OutreachSilo.People.Accounts;

/// <summary>
/// Where accounts are kept; from the same keys as the journal's storage: <c>Storage:Provider</c>, <c>Storage:DataFolder</c>,
/// <c>ConnectionStrings:Outreach</c>.
/// </summary>
internal sealed class AccountsOptions
{
    public const string Schema = "accounts";

    public bool UsesPostgreSql { get; init; }

    public string DataFolder { get; init; } = "./data";

    /// <summary>Serve before the accounts are there; whoever sets <c>Accounts:StartInBackground</c> answers for readiness. Only the demo does.</summary>
    public bool StartsInBackground { get; init; }

    public string PostgreSqlConnection { get; init; } = "";

    public string SqliteFile => Path.Combine(DataFolder, "accounts.db");

    /// <summary>Encrypts the keys of cookies and tokens where they are stored; null leaves them readable there.</summary>
    public X509Certificate2? KeyCertificate { get; init; }

    public string SqliteConnection => new SqliteConnectionStringBuilder { DataSource = SqliteFile, ForeignKeys = true }.ToString();

    /// <exception cref="OptionsValidationException">A key holds something that is not accepted.</exception>
    public static AccountsOptions From(IConfiguration configuration)
    {
        var provider = configuration["Storage:Provider"] ?? "Sqlite";
        var postgreSql = provider.Equals("PostgreSql", StringComparison.OrdinalIgnoreCase);
        var connection = configuration["ConnectionStrings:Outreach"] ?? "";
        var folder = configuration["Storage:DataFolder"] ?? "./data";
        var problems = new List<string>();
        if (!postgreSql && !provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase)) problems.Add($"Storage:Provider is '{provider}'; it accepts Sqlite or PostgreSql.");
        if (postgreSql && connection.Length == 0) problems.Add("ConnectionStrings:Outreach is needed when Storage:Provider is PostgreSql, for example Host=localhost;Database=outreach;Username=outreach.");
        if (string.IsNullOrWhiteSpace(folder) || folder.Contains('\0', StringComparison.Ordinal)) problems.Add("Storage:DataFolder must name a folder, for example ./data.");
        var certificate = Certificate(configuration["Accounts:KeyCertificate"], configuration["Accounts:KeyCertificatePassword"], problems);
        if (problems.Count > 0) throw new OptionsValidationException("Storage", typeof(AccountsOptions), problems);
        return new AccountsOptions
        {
            UsesPostgreSql = postgreSql,
            DataFolder = folder,
            PostgreSqlConnection = connection,
            StartsInBackground = configuration["Accounts:StartInBackground"] == "true",
            KeyCertificate = certificate,
        };
    }

    private static X509Certificate2? Certificate(string? file, string? password, List<string> problems)
    {
        if (string.IsNullOrEmpty(file)) return null;
        try
        {
            return AccountsKeys.ReadCertificate(file, password);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            problems.Add($"Accounts:KeyCertificate takes a PEM or PKCS #12 file with a certificate and its RSA key. {fault.Message}");
            return null;
        }
    }
}
