using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OutreachSilo.Clustering;

/// <summary>A certificate authority of a test's own, and the files that a node's settings name.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string Password = "example";
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly string folder;
    private readonly string name;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;

    public TestAuthority(string folder, string name)
    {
        (this.folder, this.name) = (folder, name);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(X509BasicConstraintsExtension.CreateForCertificateAuthority());
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
        File.WriteAllText(AuthorityFile, root.ExportCertificatePem());
    }

    public string AuthorityFile => Path.Combine(folder, $"{name}.pem");

    public X509Certificate2 Issue(int validForDays = 5, bool isForClients = true)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=node of {name}", own, HashAlgorithmName.SHA256);
        var uses = new OidCollection { new Oid(ServerUse) };
        if (isForClients) uses.Add(new Oid(ClientUse));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(uses, critical: false));
        var now = DateTimeOffset.UtcNow;
        using var issued = request.Create(root, now.AddDays(-9), now.AddDays(validForDays), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(own);
    }

    /// <summary>Settings of a node, by their names below <c>Cluster:Tls</c>: the certificate as PFX with a password.</summary>
    public Dictionary<string, string> PfxSettings(X509Certificate2 certificate)
    {
        var file = Path.Combine(folder, $"{name}-{certificate.SerialNumber}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, Password));
        return new() { ["CertificateFile"] = file, ["Password"] = Password, ["AuthorityFile"] = AuthorityFile };
    }

    /// <summary>The same with the certificate and its key as PEM.</summary>
    public Dictionary<string, string> PemSettings(X509Certificate2 certificate)
    {
        var file = Path.Combine(folder, $"{name}-{certificate.SerialNumber}");
        File.WriteAllText(file + ".pem", certificate.ExportCertificatePem());
        using var own = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(file + ".key", own.ExportPkcs8PrivateKeyPem());
        return new() { ["CertificateFile"] = file + ".pem", ["KeyFile"] = file + ".key", ["AuthorityFile"] = AuthorityFile };
    }

    public void Dispose()
    {
        root.Dispose();
        key.Dispose();
    }
}
