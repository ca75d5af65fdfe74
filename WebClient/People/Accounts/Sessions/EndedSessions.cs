using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>
/// The sessions that ended within the last minutes, on any node: read once a second for everybody, so that a young ticket is believed
/// without a look into the database and an ended session still stops working everywhere within two seconds. Older tickets are looked up.
/// </summary>
public sealed partial class EndedSessions(IServiceScopeFactory scopes, TimeProvider time, ILogger<EndedSessions> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Twice as long as a ticket is believed: room for nodes whose clocks differ.</summary>
    private static readonly TimeSpan Kept = 2 * TicketCheck.Interval;

    private readonly Lock _writing = new();
    private FrozenDictionary<string, DateTimeOffset> _ended = FrozenDictionary<string, DateTimeOffset>.Empty;
    private DateTimeOffset _readAt = time.GetUtcNow();

    /// <summary>Raised after each reading that leaves any; for what outlives a request.</summary>
    public event EventHandler? Changed;

    public bool Contains(string sessionId) => _ended.ContainsKey(sessionId);

    /// <summary>At once on the node that ends them; the others read it.</summary>
    public void Add(IEnumerable<string> sessionIds, DateTimeOffset at) => Take(sessionIds.Select(id => KeyValuePair.Create(id, at)), at);

    /// <summary>Reads what ended since the last reading, on whichever node.</summary>
    public async Task Refresh(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<AccountsSchema>().Ensure(cancellationToken);
        var now = time.GetUtcNow();
        var since = _readAt - Kept;
        var rows = await scope.ServiceProvider.GetRequiredService<AccountsDb>().Sessions.AsNoTracking()
            .Where(it => it.EndedAt > since).Select(it => KeyValuePair.Create(it.Id, it.EndedAt!.Value)).ToListAsync(cancellationToken);
        _readAt = now;
        Take(rows, now);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        var reads = true;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // The clock's own thread is for others too.
            await Task.Yield();
            try
            {
                await Refresh(stoppingToken);
                reads = true;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                if (reads) LogFailed(exception);
                reads = false;
            }
        }
    }

    private void Take(IEnumerable<KeyValuePair<string, DateTimeOffset>> rows, DateTimeOffset now)
    {
        lock (_writing)
        {
            var kept = _ended.Where(it => it.Value > now - Kept).ToDictionary(StringComparer.Ordinal);
            foreach (var (id, at) in rows) kept[id] = at;
            if (kept.Count == 0 && _ended.Count == 0) return;
            _ended = kept.ToFrozenDictionary(StringComparer.Ordinal);
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended sessions cannot be read; until they can, a session ended on another node works until its ticket is five minutes old")]
    private partial void LogFailed(Exception exception);
}
