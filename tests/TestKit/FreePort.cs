using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OutreachSilo.TestKit;

/// <summary>
/// Loopback ports that are this test process's own until it ends. On Linux a bound socket that does not listen keeps each: the kernel gives
/// a port held like this to nobody who asks for a free one, in any process, and a server that is told its number can still listen there.
/// Elsewhere a port is only free at the moment of asking, and never handed out twice by one process.
/// </summary>
public static class FreePort
{
    private static readonly ConcurrentDictionary<int, Socket?> Held = [];

    public static int Next()
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
            if (!OperatingSystem.IsLinux()) socket.Dispose();
            if (Held.TryAdd(port, OperatingSystem.IsLinux() ? socket : null)) return port;
        }
    }
}
