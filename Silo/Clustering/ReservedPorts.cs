using System.Net;
using System.Net.Sockets;

namespace OutreachSilo.Clustering;

/// <summary>
/// Free TCP ports of one address of this machine. On Linux a bound socket that does not listen keeps each: the kernel gives a port held
/// like this to nobody who asks for a free one, and its owner can still listen there. Elsewhere it is only free at the moment of asking.
/// </summary>
internal sealed class ReservedPorts : IDisposable
{
    private readonly List<Socket> held = [];
    private readonly List<int> ports = [];

    /// <exception cref="ListenException">The address is not one of this machine.</exception>
    public ReservedPorts(IPAddress address, int count)
    {
        try
        {
            for (var port = 0; port < count; port++)
            {
                var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                held.Add(socket);
                socket.Bind(new IPEndPoint(address, 0));
                ports.Add(((IPEndPoint)socket.LocalEndPoint!).Port);
            }
        }
        catch (SocketException failure)
        {
            Dispose();
            const string setting = $"{ClusterSettings.Section}:{nameof(ClusterSettings.AdvertisedAddress)}";
            throw ListenException.For(address.ToString(), setting, failure);
        }

        if (!OperatingSystem.IsLinux()) Dispose();
    }

    public int this[int number] => ports[number];

    public void Dispose()
    {
        foreach (var socket in held) socket.Dispose();
        held.Clear();
    }
}
