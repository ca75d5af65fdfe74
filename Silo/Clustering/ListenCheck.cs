using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using OutreachSilo.Commands;

namespace OutreachSilo.Clustering;

/// <summary>Before anything starts: can this process listen at the addresses in its settings?</summary>
internal static class ListenCheck
{
    private const string Urls = "Urls";
    private const StringSplitOptions Split = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    /// <exception cref="ListenException">Not at one of them; the message names it and its setting.</exception>
    public static void Run(IConfiguration configuration)
    {
        // Kestrel's own section overrides Urls.
        if (!configuration.GetSection("Kestrel:Endpoints").Exists())
            foreach (var url in (configuration[Urls] ?? "").Split(';', Split)) TryUrl(url);
        if (ClusterSettings.Read(configuration) is not { } cluster) return;
        TryCluster(new IPEndPoint(cluster.AdvertisedAddress, cluster.SiloPort), nameof(ClusterSettings.SiloPort));
        TryCluster(new IPEndPoint(cluster.AdvertisedAddress, cluster.GatewayPort), nameof(ClusterSettings.GatewayPort));
    }

    /// <summary>An address that was taken between the check and the start; null when the failure is another.</summary>
    public static ListenException? Explain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is IOException { InnerException: AddressInUseException })
                return new ListenException($"{failure.Message} Set {Urls} to a free port.", ExitStatus.AddressInUse, failure);
            if (failure is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
                return new ListenException($"Another process took a port of this node during the start ({failure.Message}). Start it again.", ExitStatus.AddressInUse, failure);
        }

        return null;
    }

    private static void TryCluster(IPEndPoint endpoint, string key)
    {
        try
        {
            Listen(endpoint);
        }
        catch (SocketException failure)
        {
            var setting = failure.SocketErrorCode == SocketError.AddressNotAvailable ? nameof(ClusterSettings.AdvertisedAddress) : key;
            throw ListenException.For(endpoint.ToString(), $"{ClusterSettings.Section}:{setting}", failure);
        }
    }

    private static void TryUrl(string url)
    {
        // What cannot be parsed Kestrel refuses in its own words; a socket file and port 0 are never in use.
        if (!TryParse(url, out var binding) || binding.IsUnixPipe || binding.IsNamedPipe || binding.Port == 0) return;
        foreach (var address in Addresses(binding.Host))
        {
            try
            {
                Listen(new IPEndPoint(address, binding.Port));
            }
            catch (SocketException failure) when (!IsLocalhost(binding.Host) || failure.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                throw ListenException.For(url, Urls, failure);
            }
            catch (SocketException)
            {
                // A machine may have one kind of loopback address only; Kestrel then uses that.
            }
        }
    }

    private static bool TryParse(string url, out BindingAddress binding)
    {
        binding = null!;
        try
        {
            binding = BindingAddress.Parse(url);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<IPAddress> Addresses(string host) =>
        IsLocalhost(host) ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address]
        : [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];

    private static bool IsLocalhost(string host) => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase);

    private static void Listen(IPEndPoint endpoint)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        if (endpoint.Address.Equals(IPAddress.IPv6Any)) socket.DualMode = true;
        socket.Bind(endpoint);
        socket.Listen();
    }
}
