using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.EndToEnd;
using OutreachSilo.Storage;
using OutreachSilo.Tasters;
using OutreachSilo.TestKit;

namespace OutreachSilo.Faults.Running;

/// <summary>The service as a process of its own, on a database of its own, with a few weeks to go for; wires on both sides may be in somebody's hands.</summary>
internal sealed class Town : IAsyncDisposable
{
    private const int Places = 20;
    private const int Practices = 4;
    private const int Mondays = 3;

    private readonly Dictionary<string, string> environment;
    private readonly TemporaryFolder folder;
    private SiloProcess silo = null!;

    private Town(Dictionary<string, string> environment, TemporaryFolder folder, Relay? database, string connectionString)
    {
        (this.environment, this.folder, DatabaseWire, ConnectionString) = (environment, folder, database, connectionString);
        Tickets = new Tickets(folder.Path, connectionString.Length == 0 ? null : connectionString);
    }

    /// <summary>Every place for the whole week; a person may be in one on each Monday.</summary>
    public static IReadOnlyList<WeekId> AllWeeks { get; } = [.. Enumerable.Range(0, Practices * Mondays).Select(number => Weeks.Id(number, Mondays))];

    public static string Board => string.Create(CultureInfo.InvariantCulture, $"live/{Weeks.Region}/{TasterKind.Foundation}");

    public Tickets Tickets { get; }

    /// <summary>Between the service and its database; null when nobody holds it.</summary>
    public Relay? DatabaseWire { get; }

    /// <summary>Between people and the service; null when nobody holds it.</summary>
    public Relay? DoorWire { get; private set; }

    /// <summary>Of the database, past the wire; empty on SQLite.</summary>
    public string ConnectionString { get; }

    /// <summary>Where people ask.</summary>
    public Uri Address => DoorWire is null ? silo.Address : new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{DoorWire.Port}/"));

    /// <summary>Where the service itself listens.</summary>
    public Uri OwnAddress => silo.Address;

    public int ProcessId => silo.Id;

    public string Output => silo.Output;

    /// <param name="server">Null for SQLite.</param>
    public static async Task<Town> Start(Postgres? server, bool holdsDatabaseWire = false, bool holdsDoorWire = false)
    {
        var place = new TemporaryFolder();
        var all = new Dictionary<string, string>
        {
            ["Storage__Provider"] = (server is null ? StorageProvider.Sqlite : StorageProvider.PostgreSql).ToString(),
            ["Storage__DataFolder"] = place.Path,
            ["Logging__LogLevel__Default"] = "Error",
        };
        var direct = server is null ? "" : await server.NewDatabase();
        if (server is not null) all["ConnectionStrings__Outreach"] = direct;
        await using (var journal = await StoppedJournal.Open(all)) await Weeks.Publish(journal.Journal, AllWeeks, Places);
        var wire = holdsDatabaseWire && server is not null ? new Relay(server.Port) : null;
        if (wire is not null) all["ConnectionStrings__Outreach"] = new NpgsqlConnectionStringBuilder(direct) { Port = wire.Port }.ConnectionString;
        var town = new Town(all, place, wire, direct);
        await town.Start();

        // Keys are read synchronously. A crowd that did so at once would keep every thread waiting, those that move the bytes of the wire included.
        _ = town.Tickets.Coordinator(Weeks.Region);
        if (holdsDoorWire) town.DoorWire = new Relay(town.OwnAddress.Port);
        return town;
    }

    public Task Kill() => silo.Kill();

    /// <summary>As a machine that is suspended: nothing of it runs, its connections stay.</summary>
    public static async Task Signal(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Starts it again on what is there.</summary>
    public async Task Restart()
    {
        await silo.DisposeAsync();
        await Start();
        if (DoorWire is not null) DoorWire.Target = silo.Address.Port;
    }

    /// <summary>Another process over the same database, as when somebody believes the first to be dead.</summary>
    public Task<SiloProcess> StartSecond() => SiloProcess.Start(environment);

    /// <summary>The service's database as it is, for reading beside it: nothing is opened, locked or upgraded.</summary>
    public Database Database()
    {
        var options = new StorageOptions();
        options.Bind(new ConfigurationBuilder().AddInMemoryCollection(StoppedJournal.Settings(Direct)).Build());
        return options.Provider == StorageProvider.Sqlite
            ? new SqliteDatabase(options, TimeProvider.System, NullLogger<SqliteDatabase>.Instance)
            : new PostgreSqlDatabase(options, TimeProvider.System, NullLogger<PostgreSqlDatabase>.Instance);
    }

    /// <summary>For negative controls: puts every week's summary back by a version while nothing runs.</summary>
    public async Task DamageSummaries()
    {
        await using var journal = await StoppedJournal.Open(Direct);
        await journal.DamageSummaries();
    }

    /// <summary>Stops it in good order, as Ctrl+C does, and opens what it has left.</summary>
    public async Task<StoppedJournal> StopAndOpen()
    {
        if (await silo.Stop() is var status and not 0) throw new FellException($"The service did not stop in good order, but with {status}:\n{Output}");
        DatabaseWire?.Pass();
        return await StoppedJournal.Open(Direct);
    }

    /// <summary>The status of one of its health addresses; null when there was no answer in the time.</summary>
    public async Task<HttpStatusCode?> Health(string which, TimeSpan patience)
    {
        using var client = new HttpClient { Timeout = patience };
        try
        {
            using var answer = await client.GetAsync(new Uri(OwnAddress, $"/health/{which}"));
            return answer.StatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or SocketException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>The settings, past the wire.</summary>
    private Dictionary<string, string> Direct =>
        ConnectionString.Length == 0 ? environment : new(environment) { ["ConnectionStrings__Outreach"] = ConnectionString };

    public async ValueTask DisposeAsync()
    {
        await silo.DisposeAsync();
        if (DoorWire is not null) await DoorWire.DisposeAsync();
        if (DatabaseWire is not null) await DatabaseWire.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        folder.Dispose();
    }

    private async Task Start() => silo = await SiloProcess.Start(environment);
}
