using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.People.Accounts.Sessions;

namespace OutreachSilo.People;

public sealed class AccountsWatchTests
{
    [Fact(Timeout = 60_000)]
    public async Task While_the_store_is_away_one_warning_is_written_and_one_line_when_it_is_back()
    {
        await using var door = await Door.Open();
        using var log = new Log();
        using var logging = LoggerFactory.Create(logs => logs.AddProvider(log));
        var store = new SometimesAway(door.Time);
        using var watch = new AccountsWatch(
            door.App.Services.GetRequiredService<IServiceScopeFactory>(), door.App.Services.GetRequiredService<AccountsSchema>(), [store], door.Time, logging.CreateLogger<AccountsWatch>());
        await watch.StartAsync(TestContext.Current.CancellationToken);
        foreach (var away in new[] { true, false, true })
        {
            store.IsAway = away;
            for (var times = 0; times < 3; times++) await Reading(door, store, away);
        }

        await watch.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["Warning", "Information", "Warning"], log.Lines.Select(line => line.Split(' ')[0]));
    }

    /// <summary>The next reading that went so; seconds pass until then.</summary>
    private static async Task Reading(Door door, SometimesAway store, bool away)
    {
        bool read;
        do
        {
            var next = store.Next(TestContext.Current.CancellationToken).AsTask();
            while (!next.IsCompleted)
            {
                door.Time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }

            read = await next;
        }
        while (read != away);
    }

    private sealed class SometimesAway(TimeProvider time) : RecentChanges(time)
    {
        private readonly Channel<bool> _reads = Channel.CreateUnbounded<bool>();

        public bool IsAway { get; set; }

        public ValueTask<bool> Next(CancellationToken cancellationToken) => _reads.Reader.ReadAsync(cancellationToken);

        protected override IQueryable<KeyValuePair<string, DateTimeOffset>> Since(AccountsDb accounts, DateTimeOffset since)
        {
            var away = IsAway;
            _reads.Writer.TryWrite(away);
            return away ? throw new InvalidOperationException("The store is away.") : accounts.Sessions.Select(it => KeyValuePair.Create(it.Id, it.SeenAt));
        }
    }
}
