using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;

namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>
/// What of one kind changed within the last minutes, on any node, by id: read by <see cref="AccountsWatch"/> for everybody, so that a young
/// ticket is believed without a look into the database and what changed still counts everywhere within two seconds.
/// </summary>
public abstract class RecentChanges(TimeProvider time)
{
    /// <summary>Twice as long as a ticket is believed, for an older one is looked up anyway: room for nodes whose clocks differ.</summary>
    private static readonly TimeSpan Kept = 2 * TicketCheck.Interval;

    private readonly Lock _writing = new();
    private FrozenDictionary<string, DateTimeOffset> _changed = FrozenDictionary<string, DateTimeOffset>.Empty;
    private DateTimeOffset _readAt = time.GetUtcNow();

    /// <summary>Raised when this node learns of any that it did not know; for what outlives a request.</summary>
    public event EventHandler<ChangesEventArgs>? Changed;

    /// <summary>Reads what changed since the last reading, on whichever node.</summary>
    public async Task Read(AccountsDb accounts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var rows = await Since(accounts, _readAt - Kept).ToListAsync(cancellationToken);
        _readAt = now;
        Take(rows, now);
    }

    /// <summary>Ids and when each changed, those of this instant left out.</summary>
    protected abstract IQueryable<KeyValuePair<string, DateTimeOffset>> Since(AccountsDb accounts, DateTimeOffset since);

    /// <summary>Null when it has not changed lately.</summary>
    protected DateTimeOffset? ChangeOf(string id) => _changed.TryGetValue(id, out var at) ? at : null;

    /// <summary>Adds to what is known, the newest of each id, and forgets what is old.</summary>
    protected void Take(IEnumerable<KeyValuePair<string, DateTimeOffset>> rows, DateTimeOffset now)
    {
        var news = new HashSet<string>(StringComparer.Ordinal);
        lock (_writing)
        {
            var kept = _changed.Where(it => it.Value > now - Kept).ToDictionary(StringComparer.Ordinal);
            foreach (var (id, at) in rows)
                if (!kept.TryGetValue(id, out var known) || known < at)
                {
                    kept[id] = at;
                    if (!_changed.TryGetValue(id, out var before) || before < at) news.Add(id);
                }

            if (kept.Count == 0 && _changed.Count == 0) return;
            _changed = kept.ToFrozenDictionary(StringComparer.Ordinal);
        }

        if (news.Count > 0) Changed?.Invoke(this, new ChangesEventArgs(news));
    }
}

/// <param name="ids">Of those that this node has just learned of.</param>
public sealed class ChangesEventArgs(IReadOnlySet<string> ids) : EventArgs
{
    public IReadOnlySet<string> Ids => ids;
}
