using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OutreachSilo.TestKit;

/// <summary>
/// A PostgreSQL server of the tests' own: data in a temporary folder, a free loopback port, fsync on. It ends, and its data goes, with
/// the process that started it, even when that is killed. As root it runs as <c>postgres</c> or <c>nobody</c>.
/// With <c>OUTREACH_TEST_POSTGRES</c> (a connection string) <see cref="Shared"/> is that server instead.
/// </summary>
public sealed class Postgres : IAsyncDisposable
{
    private static readonly Lazy<Task<Postgres>> SharedServer = new(async () => GivenServer is { } given ? new Postgres(given) : await StartNew());
    private static int databases;

    private readonly string? given;
    private readonly string folder = "";
    private readonly string[] settings = [];
    private Process? server;

    private Postgres(string given) => this.given = given;

    private Postgres(string folder, int port, string[] settings)
    {
        this.folder = folder;
        this.settings = settings;
        Port = port;
    }

    /// <summary>The server to use instead of one of our own, or null.</summary>
    public static string? GivenServer => Environment.GetEnvironmentVariable("OUTREACH_TEST_POSTGRES") is { Length: > 0 } text ? text : null;

    public int Port { get; }

    /// <summary>The one server of this test process. Do not stop it: a test that does starts its own.</summary>
    public static Task<Postgres> Shared()
    {
        Requirements.Postgres();
        return SharedServer.Value;
    }

    /// <summary>A server that the caller may stop and start.</summary>
    /// <param name="settings">Beyond ours, for example <c>min_wal_size=1GB</c>.</param>
    public static async Task<Postgres> StartNew(params string[] settings)
    {
        Requirements.Postgres();
        Xunit.Assert.SkipWhen(PostgresBinaries.Folder is null, "Needs PostgreSQL's server programs, not only a server.");
        var made = Directory.CreateTempSubdirectory("pg").FullName;
        var postgres = new Postgres(made, FreePort.Next(), settings);
        try
        {
            if (OwnUser is { } user) await Run("chown", $"{user.Id}:{user.Group}", made);
            await Run([.. AsOwnUser, Binary("initdb"), "-D", Path.Combine(made, "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
            await postgres.Start();
            return postgres;
        }
        catch
        {
            Directory.Delete(made, recursive: true);
            throw;
        }
    }

    /// <summary>Makes an empty database and gives the connection string to it.</summary>
    public async Task<string> NewDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        await Execute(ConnectionString("postgres"), $"create database {name}");
        return ConnectionString(name);
    }

    public string ConnectionString(string database) => given is null
        ? $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database}"
        : new NpgsqlConnectionStringBuilder(given) { Database = database }.ConnectionString;

    /// <summary>Returns when the server accepts connections.</summary>
    public async Task Start()
    {
        string[] command =
        [
            .. AsOwnUser, Binary("postgres"), "-D", Path.Combine(folder, "data"), "-p", Port.ToString(CultureInfo.InvariantCulture), "-k", folder,
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=on", "-c", "max_connections=200", "-c", "lc_messages=C", "-c", "max_wal_size=4GB",
            .. settings.SelectMany(setting => new[] { "-c", setting }),
        ];

        // The shell holds our end of a pipe: when that closes, for whatever reason, it ends the server and removes the data.
        const string watch = """folder="$1"; shift; "$@" </dev/null & server=$!; exec >/dev/null 2>&1; read -r word; kill -QUIT $server; wait $server; if [ "$word" != stop ]; then rm -rf "$folder"; fi""";
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "-c", watch, "sh", folder }.Concat(command)) start.ArgumentList.Add(argument);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var log = new System.Text.StringBuilder();
        server = new Process { StartInfo = start, EnableRaisingEvents = true };
        server.ErrorDataReceived += (_, line) =>
        {
            lock (log) log.AppendLine(line.Data);
            if (line.Data is null) ready.TrySetException(new InvalidOperationException($"PostgreSQL did not start:\n{log}"));
            else if (line.Data.Contains("ready to accept connections", StringComparison.Ordinal)) ready.TrySetResult();
            else if (line.Data.Contains("FATAL", StringComparison.Ordinal) && !line.Data.Contains("the database system is", StringComparison.Ordinal)) ready.TrySetException(new InvalidOperationException(line.Data));
        };
        server.Start();
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>As a crash of the server: every connection breaks, nothing is flushed. Returns when it is gone.</summary>
    public async Task StopImmediately()
    {
        if (server is null) return;
        await server.StandardInput.WriteLineAsync("stop");
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        server.Dispose();
        server = null;
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Runs one statement as superuser.</summary>
    public static async Task<object?> Execute(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
            server.Dispose();
        }
        else if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The server refuses to run as root.</summary>
    private static (string Id, string Group)? OwnUser
    {
        get
        {
            if (!Environment.IsPrivilegedProcess) return null;
            var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToList();
            var user = users.Find(fields => fields[0] == "postgres") ?? users.Find(fields => fields[0] == "nobody")!;
            return (user[2], user[3]);
        }
    }

    private static string[] AsOwnUser => OwnUser is { } user ? ["setpriv", $"--reuid={user.Id}", $"--regid={user.Group}", "--clear-groups", "--"] : [];

    private static string Binary(string name) => Path.Combine(PostgresBinaries.Folder!, name);

    private static async Task Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {errors}{await output}");
    }
}
