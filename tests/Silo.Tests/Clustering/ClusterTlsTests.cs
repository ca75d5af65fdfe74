using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Clustering;

public sealed class ClusterTlsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tls").FullName;
    private readonly TestAuthority authority;

    public ClusterTlsTests() => authority = new TestAuthority(folder, "ours");

    [Fact]
    public void Without_the_section_traffic_is_not_encrypted() => Assert.Null(Read([]));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_certificate_is_read_with_its_key(bool isPfx)
    {
        using var issued = authority.Issue();

        var tls = Read(isPfx ? authority.PfxSettings(issued) : authority.PemSettings(issued))!;

        Assert.Equal((issued.Thumbprint, true, 1), (tls.Certificate.Thumbprint, tls.Certificate.HasPrivateKey, tls.Authorities.Count));
    }

    [Fact]
    public void A_node_is_accepted_when_its_certificate_is_of_a_known_authority_valid_and_for_both_ends_of_a_connection()
    {
        using var stranger = new TestAuthority(folder, "theirs");
        using var own = authority.Issue();
        var tls = Read(authority.PfxSettings(own))!;
        using var another = authority.Issue();
        using var expired = authority.Issue(validForDays: -1);
        using var serverOnly = authority.Issue(isForClients: false);
        using var foreign = stranger.Issue();

        Assert.Null(tls.Refusal(another, sent: null));
        foreach (var refused in new[] { expired, serverOnly, foreign })
            Assert.StartsWith("CN=node of ", tls.Refusal(refused, sent: null), StringComparison.Ordinal);
        Assert.Contains("issued by CN=theirs", tls.Refusal(foreign, sent: null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CertificateFile", null, "Cluster:Tls:CertificateFile is ''; it accepts the path of a file: this node's certificate")]
    [InlineData("CertificateFile", "none.pfx", "Cluster:Tls:CertificateFile is 'none.pfx'; it accepts the path of a file")]
    [InlineData("KeyFile", "none.key", "Cluster:Tls:KeyFile is 'none.key'; it accepts the path of a file")]
    [InlineData("AuthorityFile", null, "Cluster:Tls:AuthorityFile is ''; it accepts the path of a file")]
    [InlineData("Password", "wrong", "Cluster:Tls:CertificateFile is '")]
    public void A_wrong_value_is_named_with_what_is_accepted(string key, string? value, string message)
    {
        using var issued = authority.Issue();
        var settings = authority.PfxSettings(issued);
        settings.Remove(key);
        if (value is not null) settings[key] = value;

        var refusal = Assert.Throws<OptionsValidationException>(() => Read(settings));

        Assert.StartsWith(message, Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_other_nodes_would_refuse_ends_the_start()
    {
        using var expired = authority.Issue(validForDays: -1);

        var refusal = Assert.Throws<OptionsValidationException>(() => Read(authority.PemSettings(expired)));

        const string message = "Cluster:Tls:CertificateFile holds a certificate that other nodes would refuse: CN=node of ours";
        Assert.StartsWith(message, Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void An_authority_file_without_a_certificate_is_refused()
    {
        using var issued = authority.Issue();
        var settings = authority.PemSettings(issued);
        settings["AuthorityFile"] = settings["KeyFile"];

        var refusal = Assert.Throws<OptionsValidationException>(() => Read(settings));

        Assert.EndsWith("which holds no certificate in PEM form.", Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static ClusterTls? Read(Dictionary<string, string> tls)
    {
        var all = tls.ToDictionary(one => $"Cluster:Tls:{one.Key}", string? (one) => one.Value);
        all["Storage:Provider"] = "PostgreSql";
        all["Cluster:AdvertisedAddress"] = "10.0.0.11";
        return ClusterSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build())!.Tls;
    }
}
