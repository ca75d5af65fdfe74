using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.Common.Limits;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.Live;

/// <summary>
/// One connection. At most one frame is on its way to it; whatever changes meanwhile is sent as one frame with the newest state
/// afterwards. So a slow reader costs one frame of memory and holds nobody back.
/// </summary>
internal sealed partial class Viewer(HubConnectionContext connection, ClockedLimiter calls, TimeProvider time, ILogger log)
{
    private const int RefusedCallsMax = 100;

    private readonly Lock _lock = new();
    private HashSet<Seat>? _behind;
    private long _busySince;
    private bool _busy;
    private int _refusedCalls;

    public string Id => connection.ConnectionId;

    /// <summary>The session it belongs to; null for those who are not signed in.</summary>
    public string? Session { get; } = connection.User.FindFirstValue(OutreachClaims.Session);

    /// <summary>Null for those who are not signed in.</summary>
    public string? Account { get; } = connection.User.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>UTC instant at which the first of its roles runs out; null for none.</summary>
    public DateTimeOffset? RolesUntil { get; } = TicketCheck.RolesUntil(connection.User);

    /// <summary>UTC instant at which its ticket ends; null for those who are not signed in.</summary>
    public DateTimeOffset? TicketUntil { get; } = connection.User.Identity?.IsAuthenticated == true
        ? connection.GetHttpContext()?.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties?.ExpiresUtc ?? time.GetUtcNow() + SessionService.UnusedMax
        : null;

    /// <summary>What it follows; null for a topic whose notices SignalR's groups send. Made small: nearly every connection follows one or two.</summary>
    public ConcurrentDictionary<string, Topic?> Topics { get; } = new(concurrencyLevel: 1, capacity: 2, StringComparer.Ordinal);

    /// <summary>True when a frame has been on its way for that long.</summary>
    public bool IsStuck(TimeSpan patience)
    {
        lock (_lock) return _busy && time.GetElapsedTime(_busySince) >= patience;
    }

    /// <summary>False when the connection calls too often; after a hundred such calls it is closed.</summary>
    public bool MayCall()
    {
        using var lease = calls.AttemptAcquire();
        if (lease.IsAcquired) return true;
        if (Interlocked.Increment(ref _refusedCalls) == RefusedCallsMax) Abort();
        return false;
    }

    /// <summary>Closes it because it is no longer who it was; the page comes back with what still holds.</summary>
    public void SendBack() => connection.Abort();

    public void Abort()
    {
        LogAborted(Id);
        connection.Abort();
    }

    /// <summary>Brings a seat of this connection up to date, now or when the frame before has gone. False when it is up to date.</summary>
    public bool Send(Seat seat)
    {
        lock (_lock)
        {
            if (_busy)
            {
                (_behind ??= []).Add(seat);
                return true;
            }

            (_busy, _busySince) = (true, time.GetTimestamp());
        }

        return Pump(seat);
    }

    private bool Pump(Seat? seat)
    {
        var any = false;
        while (seat is not null)
        {
            if (seat.Topic.Next(seat) is { } frame)
            {
                any = true;
                WebMeter.FrameSent();
                var sent = connection.WriteAsync(frame.Message);
                if (!sent.IsCompletedSuccessfully)
                {
                    _ = Finish(sent.AsTask());
                    return true;
                }
            }

            seat = NextBehind();
        }

        return any;
    }

    private async Task Finish(Task sent)
    {
        try
        {
            await sent;
        }
        catch (Exception)
        {
            // The connection is gone; SignalR says so to whoever needs to know.
        }

        Pump(NextBehind());
    }

    private Seat? NextBehind()
    {
        lock (_lock)
        {
            if (_behind is { Count: > 0 })
            {
                var seat = _behind.First();
                _behind.Remove(seat);
                _busySince = time.GetTimestamp();
                return seat;
            }

            _busy = false;
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Live connection {Connection} is closed: it takes or asks too slowly or too much")]
    private partial void LogAborted(string connection);
}
