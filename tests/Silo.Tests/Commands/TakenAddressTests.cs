using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OutreachSilo.TestKit;

namespace OutreachSilo.Commands;

/// <summary>The built executable, told to listen where another process does: one sentence on standard error, and exit status 4.</summary>
public sealed class TakenAddressTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("taken").FullName;
    private readonly TcpListener other = new(IPAddress.Loopback, 0);

    public TakenAddressTests() => other.Start();

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://127.0.0.1:0;http://127.0.0.1:{0}")]
    public async Task An_address_for_browsers(string urls)
    {
        urls = string.Format(CultureInfo.InvariantCulture, urls, Port);

        var result = await SiloProcess.Run(Settings(), $"--urls={urls}");

        AssertTaken(result, urls.Split(';')[^1], "Urls");
    }

    [Theory]
    [InlineData("SiloPort", "GatewayPort")]
    [InlineData("GatewayPort", "SiloPort")]
    public async Task A_port_for_other_nodes(string taken, string free)
    {
        var settings = Settings();
        settings["Storage__Provider"] = "PostgreSql";
        settings["Cluster__AdvertisedAddress"] = "127.0.0.1";
        settings[$"Cluster__{taken}"] = Port.ToString(CultureInfo.InvariantCulture);
        settings[$"Cluster__{free}"] = FreePort.Next().ToString(CultureInfo.InvariantCulture);

        var result = await SiloProcess.Run(settings, "--urls=http://127.0.0.1:0");

        AssertTaken(result, $"127.0.0.1:{Port}", $"Cluster:{taken}");
    }

    [Fact]
    public async Task An_address_of_another_machine_is_a_wrong_setting()
    {
        var settings = Settings();
        settings["Storage__Provider"] = "PostgreSql";
        settings["Cluster__AdvertisedAddress"] = "192.0.2.1";

        var (status, output) = await SiloProcess.Run(settings, "--urls=http://127.0.0.1:0");

        Assert.Equal((2, "192.0.2.1:11111 is not an address of this machine. Change Cluster:AdvertisedAddress."), (status, output.Trim()));
    }

    public void Dispose()
    {
        other.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static void AssertTaken((int ExitStatus, string Output) result, string address, string setting) => Assert.Equal(
        (4, $"{address} is in use by another process. Stop it, or set {setting} to a free port."), (result.ExitStatus, result.Output.Trim()));

    private int Port => ((IPEndPoint)other.LocalEndpoint).Port;

    private Dictionary<string, string> Settings() => new() { ["Storage__DataFolder"] = folder };
}
