using Microsoft.Extensions.Hosting;
using OutreachSilo.People.Accounts.Sessions;
using OutreachSilo.People.Grants;

namespace OutreachSilo.Live;

/// <summary>
/// Closes the connections of those who are no longer who they were when they connected: their session or their ticket has ended, their roles
/// have changed or one has run out. They would otherwise see for hours what they may not; a page that still may comes back at once.
/// </summary>
internal sealed class LiveSessions(EndedSessions ended, ChangedRoles roles, LiveConnections connections, TimeProvider time) : IHostedService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ended.Changed += CloseEnded;
        roles.Changed += CloseChanged;
        _timer = time.CreateTimer(_ => CloseOutdated(), null, Period, Period);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        ended.Changed -= CloseEnded;
        roles.Changed -= CloseChanged;
        if (_timer is not null) await _timer.DisposeAsync();
    }

    private void CloseEnded(object? sender, ChangesEventArgs sessions) => Close(viewer => viewer.Session is { } session && sessions.Ids.Contains(session));

    private void CloseChanged(object? sender, ChangesEventArgs accounts) => Close(viewer => viewer.Account is { } account && accounts.Ids.Contains(account));

    /// <summary>Also those that connected just while their session ended.</summary>
    private void CloseOutdated()
    {
        var now = time.GetUtcNow();
        Close(viewer => viewer.TicketUntil <= now || viewer.RolesUntil <= now || (viewer.Session is { } session && ended.Contains(session)));
    }

    private void Close(Predicate<Viewer> isOutdated)
    {
        foreach (var viewer in connections.All)
            if (isOutdated(viewer))
                viewer.SendBack();
    }
}
