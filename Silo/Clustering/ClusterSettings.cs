using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using OutreachSilo.Storage;

namespace OutreachSilo.Clustering;

/// <summary>What makes this process one of several. Section <c>Cluster</c>; without it the process stands alone.</summary>
internal sealed class ClusterSettings
{
    public const string Section = "Cluster";

    /// <summary>Both ids when nothing else is said, also of a process that stands alone.</summary>
    public const string DefaultName = "outreach";

    private const int NameCharactersMax = 100;

    private ClusterSettings(IConfigurationSection section, List<string> problems)
    {
        ClusterId = Name(section, nameof(ClusterId), DefaultName, problems);
        ServiceId = Name(section, nameof(ServiceId), DefaultName, problems);
        SiloPort = Port(section, nameof(SiloPort), 11_111, problems);
        GatewayPort = Port(section, nameof(GatewayPort), 30_000, problems);
        if (SiloPort == GatewayPort) problems.Add($"{Section}:{nameof(SiloPort)} and {Section}:{nameof(GatewayPort)} must differ.");
        AdvertisedAddress = Address(section, problems);
        Tls = ClusterTls.Read(section, problems);
    }

    /// <summary>Processes of one id form one cluster.</summary>
    public string ClusterId { get; }

    /// <summary>Whose snapshots these are: stays the same for ever, also when the cluster is set up anew.</summary>
    public string ServiceId { get; }

    /// <summary>Where the other nodes reach this one. TCP.</summary>
    public int SiloPort { get; }

    /// <summary>Where clients outside the cluster reach this node. TCP; the service itself has none.</summary>
    public int GatewayPort { get; }

    /// <summary>The address under which the other nodes reach this one.</summary>
    public IPAddress AdvertisedAddress { get; }

    /// <summary>Null when traffic between nodes is not encrypted.</summary>
    public ClusterTls? Tls { get; }

    /// <summary>Null when the process stands alone.</summary>
    /// <exception cref="OptionsValidationException">At least one value is not accepted; each message names its key.</exception>
    public static ClusterSettings? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (!section.Exists()) return null;
        var problems = new List<string>();
        var settings = new ClusterSettings(section, problems);
        var provider = configuration[$"{StorageOptions.Section}:{nameof(StorageOptions.Provider)}"];
        if (!string.Equals(provider, nameof(StorageProvider.PostgreSql), StringComparison.OrdinalIgnoreCase))
            problems.Add($"{Section}: several processes need one database server: set {StorageOptions.Section}:{nameof(StorageOptions.Provider)} to {nameof(StorageProvider.PostgreSql)}, or remove the section.");
        return problems.Count == 0 ? settings : throw new OptionsValidationException(Section, typeof(ClusterSettings), problems);
    }

    private static string Name(IConfigurationSection section, string key, string fallback, List<string> problems)
    {
        var text = section[key] ?? fallback;
        if (text.Length is 0 or > NameCharactersMax || text.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not '-' and not '_'))
            problems.Add($"{Section}:{key} is '{text}'; it accepts 1 to {NameCharactersMax} letters, digits, '-' and '_'.");
        return text;
    }

    private static int Port(IConfigurationSection section, string key, int fallback, List<string> problems)
    {
        var text = section[key];
        if (text is null) return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort) return port;
        problems.Add($"{Section}:{key} is '{text}'; it accepts a TCP port from 1 to {IPEndPoint.MaxPort}.");
        return fallback;
    }

    private static IPAddress Address(IConfigurationSection section, List<string> problems)
    {
        var text = section[nameof(AdvertisedAddress)];
        if (IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)) return address;
        problems.Add($"{Section}:{nameof(AdvertisedAddress)} is '{text}'; it accepts the IP address under which the other nodes reach this one, for example 10.0.0.11.");
        return IPAddress.None;
    }
}
