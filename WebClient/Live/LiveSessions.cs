using Microsoft.Extensions.Hosting;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.Live;

/// <summary>Closes the connections of sessions that have ended; they would otherwise go on for as long as their tickets were good.</summary>
internal sealed class LiveSessions(EndedSessions ended, LiveConnections connections) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ended.Changed += Close;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        ended.Changed -= Close;
        return Task.CompletedTask;
    }

    private void Close(object? sender, EventArgs happened)
    {
        foreach (var viewer in connections.All)
            if (viewer.Session is { } session && ended.Contains(session))
                viewer.SignOut();
    }
}
