using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.People.Accounts;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;

namespace OutreachSilo.Notices;

/// <summary>A journal, accounts and an outbox in one database; the journal is followed when a test says so, and nothing is sent.</summary>
internal sealed class FollowedStore : IAsyncDisposable
{
    public const string Ana = "0000000000000000000000000000000a";
    public static readonly WeekId Week = new("K81001", new DateOnly(2026, 8, 3));

    private readonly IHost host;
    private readonly Dictionary<string, long> versions = new(StringComparer.Ordinal);

    private FollowedStore(IHost host) => this.host = host;

    /// <summary>Asked before each mail is stored: what it throws is what storing comes to.</summary>
    public Action<OutgoingMail> BeforeQueue { get; set; } = _ => { };

    public IServiceProvider Services => host.Services;

    public static async Task<FollowedStore> Start(TestDatabase database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(await database.Settings());
        builder.AddOutreachStorage().AddOutreachAccounts().AddOutreachNoticeFollower();
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(NoticeFollower)));
        FollowedStore? store = null;
        var real = builder.Services.Single(service => service.ServiceType == typeof(IMailOutbox)).ImplementationType!;
        builder.Services.Replace(ServiceDescriptor.Scoped<IMailOutbox>(provider => new Watched((IMailOutbox)ActivatorUtilities.CreateInstance(provider, real), mail => store!.BeforeQueue(mail))));
        store = new FollowedStore(builder.Build());
        await store.host.StartAsync();
        return store;
    }

    /// <summary>As a process that has just started.</summary>
    public NoticeFollower Follower() => ActivatorUtilities.CreateInstance<NoticeFollower>(
        Services, new NoticeReader(ChangeCatalog.Aggregates, Services.GetRequiredService<IJournal>()));

    public async Task AddAccount(NewAccount account)
    {
        await using var scope = Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<AccountAdministration>().Create(account);
        Assert.True(made.Succeeded, string.Join(' ', made.Problems));
    }

    public Task AddAna() => AddAccount(new NewAccount("ana@example.org", "Dr Ana Okafor", "a long enough password", [Roles.Doctor], null, [], Ana));

    public Task AddManager(string address, string practice = "K81001") => AddAccount(new NewAccount(address, "Mara Quinn", "a long enough password", [Roles.PracticeManager], null, [practice]));

    /// <summary>Takes all roles from an account.</summary>
    public async Task EndRoles(string address)
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var account = await accounts.Users.Where(user => user.Email == address).Select(user => user.Id).SingleAsync();
        var now = TimeProvider.System.GetUtcNow();
        await accounts.Grants.Where(grant => grant.AccountId == account).ExecuteUpdateAsync(grant => grant.SetProperty(it => it.EndedAt, now));
    }

    /// <summary>Writes changes of a week behind those written before.</summary>
    public async Task Write(WeekId week, DateTimeOffset at, params Change[] changes)
    {
        var grain = week.ToString();
        var last = versions.GetValueOrDefault(grain);
        versions[grain] = last + changes.Length;
        await Services.GetRequiredService<IJournal>().Open(grain).Append([.. changes.Select((change, number) => ChangeCatalog.Write(change, last + number + 1, at, "someone", Guid.Empty))], null);
    }

    /// <summary>Publishes the week and books a place for a person.</summary>
    public async Task Book(string person, WeekId? week = null, DateTimeOffset? at = null)
    {
        var (when, place) = (at ?? TimeProvider.System.GetUtcNow(), Guid.NewGuid());
        var elm = new HostFacts("Elm Surgery", "Y61", "QUE", "U12345", "Elm PCN", "ZX1 1AA", 52.2, 0.12);
        var offer = new OfferTerms(TasterKind.Foundation, HalfDays.WholeWeek, 2, when.AddDays(-1), when.AddDays(30), "Dr Elm", 10, 48);
        await Write(
            week ?? Week, when, new WeekPublished(Guid.NewGuid(), elm, [offer], 5), new PlaceHeld(place, person, TasterKind.Foundation, HalfDays.WholeWeek, when.AddMinutes(10)),
            new PlaceConfirmed(place));
    }

    /// <summary>Address, template and values of every mail in the outbox, by key.</summary>
    public async Task<List<string>> Mails()
    {
        await using var scope = Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountsDb>().Database;
        const string Columns = "select \"To\" || ' ' || \"Template\" || ' ' || \"Values\" as \"Value\" from ";
        return await accounts.SqlQueryRaw<string>(accounts.IsNpgsql() ? Columns + "accounts.mail order by \"Key\"" : Columns + "mail order by \"Key\"").ToListAsync();
    }

    /// <summary>Follows until so many mails lie in the outbox. The tests share a server, where any open transaction holds followers up.</summary>
    public Task FollowTo(NoticeFollower follower, int mails) => RunningStorage.Until(async () =>
    {
        await follower.Step(CancellationToken.None);
        return (await Mails()).Count >= mails;
    });

    public Task Execute(string sql) => Services.GetRequiredService<IStore>().Write(
        async (connection, transaction, token) =>
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(token);
        },
        CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private sealed class Watched(IMailOutbox real, Action<OutgoingMail> before) : IMailOutbox
    {
        public Task Queue(OutgoingMail mail, CancellationToken cancellationToken)
        {
            before(mail);
            return real.Queue(mail, cancellationToken);
        }
    }
}
