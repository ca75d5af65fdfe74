using System.Net;
using System.Net.Sockets;
using OutreachSilo.Clustering;
using OutreachSilo.TestKit;

namespace OutreachSilo.Common;

public sealed class FreePortTests
{
    [Fact]
    public void No_port_is_handed_out_twice_also_not_to_those_who_ask_the_system()
    {
        var ports = Enumerable.Range(0, 100).Select(_ => FreePort.Next()).ToList();
        using var others = new ReservedPorts(IPAddress.Loopback, count: 100);

        Assert.Equal(200, ports.Concat(Enumerable.Range(0, 100).Select(number => others[number])).Distinct().Count());
    }

    [Fact]
    public async Task A_server_can_listen_at_a_port_that_is_held_for_it()
    {
        using var reserved = new ReservedPorts(IPAddress.Loopback, count: 1);
        foreach (var port in new[] { FreePort.Next(), reserved[0] })
        {
            using var server = new TcpListener(IPAddress.Loopback, port);
            server.Start();
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            Assert.True(client.Connected);
        }
    }

    [Fact]
    public async Task Nobody_answers_at_a_port_that_is_only_held()
    {
        using var client = new TcpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync(IPAddress.Loopback, FreePort.Next(), TestContext.Current.CancellationToken).AsTask());
    }
}
