using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Common.Limits;

namespace OutreachSilo.Live;

/// <summary>All live connections of this host.</summary>
internal sealed class LiveConnections(IOptions<LiveOptions> options, TimeProvider time, ILogger<Viewer> viewerLog, ILogger<DefaultHubLifetimeManager<LiveHub>> log)
    : DefaultHubLifetimeManager<LiveHub>(log)
{
    private readonly ConcurrentDictionary<string, Viewer> _viewers = new(StringComparer.Ordinal);

    public int Count => _viewers.Count;

    public ICollection<Viewer> All => _viewers.Values;

    public Viewer? Find(string connectionId) => _viewers.GetValueOrDefault(connectionId);

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var viewer = new Viewer(connection, new ClockedLimiter(options.Value.CallsPerMinute, time), time, viewerLog);
        _viewers[connection.ConnectionId] = viewer;
        WebMeter.Connected();
        if (_viewers.Count > options.Value.ConnectionsMax) viewer.Abort();
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (_viewers.TryRemove(connection.ConnectionId, out var viewer))
        {
            WebMeter.Disconnected();
            foreach (var topic in viewer.Topics.Values) topic?.Leave(viewer);
        }

        return base.OnDisconnectedAsync(connection);
    }
}
