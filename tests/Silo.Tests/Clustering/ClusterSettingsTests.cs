using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OutreachSilo.Clustering;

public sealed class ClusterSettingsTests
{
    [Fact]
    public void Without_the_section_a_process_stands_alone() => Assert.Null(Read());

    [Fact]
    public void The_address_is_enough_beside_the_database()
    {
        var settings = Read(("Storage:Provider", "PostgreSql"), ("Cluster:AdvertisedAddress", "10.0.0.11"))!;

        Assert.Equal((IPAddress.Parse("10.0.0.11"), 11_111, 30_000, "outreach", "outreach"),
            (settings.AdvertisedAddress, settings.SiloPort, settings.GatewayPort, settings.ClusterId, settings.ServiceId));
    }

    [Theory]
    [InlineData("Cluster:AdvertisedAddress", "node-a", "Cluster:AdvertisedAddress is 'node-a'; it accepts the IP address")]
    [InlineData("Cluster:AdvertisedAddress", "0.0.0.0", "Cluster:AdvertisedAddress is '0.0.0.0'; it accepts the IP address")]
    [InlineData("Cluster:AdvertisedAddress", null, "Cluster:AdvertisedAddress is ''; it accepts the IP address")]
    [InlineData("Cluster:SiloPort", "0", "Cluster:SiloPort is '0'; it accepts a TCP port from 1 to 65535.")]
    [InlineData("Cluster:SiloPort", "65536", "Cluster:SiloPort is '65536'; it accepts a TCP port from 1 to 65535.")]
    [InlineData("Cluster:GatewayPort", "http", "Cluster:GatewayPort is 'http'; it accepts a TCP port from 1 to 65535.")]
    [InlineData("Cluster:GatewayPort", "11111", "Cluster:SiloPort and Cluster:GatewayPort must differ.")]
    [InlineData("Cluster:ClusterId", "", "Cluster:ClusterId is ''; it accepts 1 to 100 letters")]
    [InlineData("Cluster:ServiceId", "a b", "Cluster:ServiceId is 'a b'; it accepts 1 to 100 letters")]
    [InlineData("Storage:Provider", "Sqlite", "Cluster: several processes need one database server")]
    [InlineData("Storage:Provider", null, "Cluster: several processes need one database server")]
    public void A_wrong_value_is_named_with_what_is_accepted(string key, string? value, string message)
    {
        var refusal = Assert.Throws<OptionsValidationException>(() => Read(
            ("Storage:Provider", "PostgreSql"), ("Cluster:AdvertisedAddress", "10.0.0.11"), ("Cluster:SiloPort", "11111"), (key, value)));

        Assert.StartsWith(message, Assert.Single(refusal.Failures), StringComparison.Ordinal);
    }

    private static ClusterSettings? Read(params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>();
        foreach (var (key, value) in settings) all[key] = value;
        return ClusterSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }
}
