using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OutreachSilo.Clustering;

/// <summary>
/// Mutual TLS between nodes. Section <c>Cluster:Tls</c>; without it traffic between nodes is not encrypted. A node is accepted when its
/// certificate comes from one of the authorities: nodes are known by that, not by their names.
/// </summary>
internal sealed class ClusterTls
{
    private const string Section = $"{ClusterSettings.Section}:Tls";
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private ClusterTls(X509Certificate2 certificate, X509Certificate2Collection authorities) =>
        (Certificate, Authorities) = (certificate, authorities);

    /// <summary>This node's, with its private key.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Who issues certificates for nodes of this cluster.</summary>
    public X509Certificate2Collection Authorities { get; }

    /// <summary>Null without the section, or when a problem was found.</summary>
    /// <param name="cluster">The section <c>Cluster</c>.</param>
    /// <param name="problems">Receives a message for each value that is not accepted; each names its key.</param>
    public static ClusterTls? Read(IConfigurationSection cluster, List<string> problems)
    {
        var section = cluster.GetSection("Tls");
        if (!section.Exists()) return null;
        var certificate = LoadCertificate(section, problems);
        var authorities = LoadAuthorities(section, problems);
        if (certificate is null || authorities is null) return null;
        var tls = new ClusterTls(certificate, authorities);
        if (tls.Refusal(certificate, sent: null) is { } refusal)
        {
            problems.Add($"{Section}:CertificateFile holds a certificate that other nodes would refuse: {refusal}");
            return null;
        }

        return tls;
    }

    /// <summary>Why another node's certificate is not accepted; null when it is.</summary>
    /// <param name="certificate">The other node's.</param>
    /// <param name="sent">Certificates that came with it, for example of an intermediate authority.</param>
    public string? Refusal(X509Certificate2 certificate, X509Certificate2Collection? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(Authorities);
        chain.ChainPolicy.ExtraStore.AddRange(Authorities);
        if (sent is not null) chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerUse));
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientUse));
        if (chain.Build(certificate)) return null;
        var status = string.Join("; ", chain.ChainStatus.Select(problem => problem.StatusInformation.Trim()).Distinct());
        return $"{certificate.Subject}, issued by {certificate.Issuer}, valid until {certificate.NotAfter:yyyy-MM-dd}: {status}";
    }

    private static X509Certificate2? LoadCertificate(IConfigurationSection section, List<string> problems)
    {
        if (!Exists(section, "CertificateFile", "this node's certificate, PFX or PEM", isNeeded: true, problems)) return null;
        if (!Exists(section, "KeyFile", "the certificate's private key, PEM", isNeeded: false, problems)) return null;
        var (file, key, password) = (section["CertificateFile"]!, section["KeyFile"], section["Password"]);
        try
        {
            if (X509Certificate2.GetCertContentType(file) == X509ContentType.Pfx)
                return WithKey(X509CertificateLoader.LoadPkcs12FromFile(file, password), problems);
            using var pem = password is null
                ? X509Certificate2.CreateFromPemFile(file, key)
                : X509Certificate2.CreateFromEncryptedPemFile(file, password, key);

            // Windows cannot use a key that exists in memory only.
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pfx), password: null);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{Section}:CertificateFile is '{file}', which cannot be used with {Section}:KeyFile and {Section}:Password as set: {failure.Message}");
            return null;
        }
    }

    private static X509Certificate2? WithKey(X509Certificate2 certificate, List<string> problems)
    {
        if (certificate.HasPrivateKey) return certificate;
        problems.Add($"{Section}:CertificateFile holds no private key; a PFX file must hold it.");
        return null;
    }

    private static X509Certificate2Collection? LoadAuthorities(IConfigurationSection section, List<string> problems)
    {
        if (!Exists(section, "AuthorityFile", "certificates of those who issue the nodes' certificates, PEM", isNeeded: true, problems)) return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(section["AuthorityFile"]!);
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{Section}:AuthorityFile is '{section["AuthorityFile"]}', which cannot be read ({failure.Message}).");
            return null;
        }

        if (authorities.Count > 0) return authorities;
        problems.Add($"{Section}:AuthorityFile is '{section["AuthorityFile"]}', which holds no certificate in PEM form.");
        return null;
    }

    private static bool Exists(IConfigurationSection section, string key, string what, bool isNeeded, List<string> problems)
    {
        var path = section[key];
        if (string.IsNullOrEmpty(path) ? !isNeeded : File.Exists(path)) return true;
        problems.Add($"{Section}:{key} is '{path}'; it accepts the path of a file: {what}.");
        return false;
    }
}
