using Microsoft.EntityFrameworkCore;

namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>Starts and ends sessions and tells their owner of them. Scoped.</summary>
public sealed class SessionService(AccountsDb accounts, EndedSessions ended, TimeProvider time)
{
    /// <summary>As long as a ticket lasts without being used.</summary>
    public static readonly TimeSpan UnusedMax = TimeSpan.FromHours(12);

    /// <summary>For how long after signing in one may add another way to sign in, without proving again who one is.</summary>
    public static readonly TimeSpan RecentMax = TimeSpan.FromMinutes(15);

    /// <summary>Stored with whatever else the caller's context has not saved yet.</summary>
    public async Task<Session> Start(string accountId, SignInMethod how, Visitor visitor)
    {
        var now = time.GetUtcNow();
        var session = new Session
        {
            Id = Guid.NewGuid().ToString("N"),
            AccountId = accountId,
            How = how,
            Address = visitor.Address,
            Browser = visitor.Browser,
            StartedAt = now,
            SeenAt = now,
        };
        accounts.Add(session);
        await accounts.SaveChangesAsync();
        return session;
    }

    /// <summary>What may still be used, the last seen first.</summary>
    public async Task<IReadOnlyList<Session>> OpenOf(string accountId)
    {
        var since = time.GetUtcNow() - UnusedMax;
        return await accounts.Sessions.AsNoTracking().Where(it => it.AccountId == accountId && it.EndedAt == null && it.SeenAt > since).OrderByDescending(it => it.SeenAt).Take(100).ToListAsync();
    }

    /// <summary>True, and seen now, when the session may be used.</summary>
    public async Task<bool> Touch(string sessionId)
    {
        var now = time.GetUtcNow();
        return await accounts.Sessions.Where(it => it.Id == sessionId && it.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(it => it.SeenAt, now)) == 1;
    }

    /// <summary>True when somebody signed in here a short time ago, so that a browser left open, or a stolen ticket, cannot add a way in.</summary>
    public Task<bool> IsRecent(string? sessionId)
    {
        var since = time.GetUtcNow() - RecentMax;
        return accounts.Sessions.AnyAsync(it => it.Id == sessionId && it.EndedAt == null && it.StartedAt > since);
    }

    /// <summary>Ends one session of an account; false when it has none of that id that is open.</summary>
    public Task<bool> End(string accountId, string sessionId) => End(accounts.Sessions.Where(it => it.AccountId == accountId && it.Id == sessionId));

    /// <summary>Ends all sessions of an account, but one.</summary>
    public Task EndOthers(string accountId, string? except) => End(accounts.Sessions.Where(it => it.AccountId == accountId && it.Id != except));

    private async Task<bool> End(IQueryable<Session> sessions)
    {
        var now = time.GetUtcNow();
        var ids = await sessions.Where(it => it.EndedAt == null).Select(it => it.Id).ToListAsync();
        if (ids.Count == 0) return false;
        await accounts.Sessions.Where(it => ids.Contains(it.Id)).ExecuteUpdateAsync(row => row.SetProperty(it => it.EndedAt, now));
        ended.Add(ids, now);
        return true;
    }
}
