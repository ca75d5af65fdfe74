namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>The sessions that ended within the last minutes, on any node.</summary>
public sealed class EndedSessions(TimeProvider time) : RecentChanges(time)
{
    public bool Contains(string sessionId) => ChangeOf(sessionId) is not null;

    /// <summary>At once on the node that ends them; the others read it.</summary>
    public void Add(IEnumerable<string> sessionIds, DateTimeOffset at) => Take(sessionIds.Select(id => KeyValuePair.Create(id, at)), at);

    protected override IQueryable<KeyValuePair<string, DateTimeOffset>> Since(AccountsDb accounts, DateTimeOffset since) =>
        accounts.Sessions.Where(it => it.EndedAt > since).Select(it => KeyValuePair.Create(it.Id, it.EndedAt!.Value));
}
