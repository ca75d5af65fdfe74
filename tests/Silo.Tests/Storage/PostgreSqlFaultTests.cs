using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using OutreachSilo.Common;
using OutreachSilo.TestKit;

namespace OutreachSilo.Storage;

/// <summary>Connections that break and servers that stop: what is told is true, and the service comes back by itself.</summary>
public sealed class PostgreSqlFaultTests : IAsyncDisposable
{
    private const string KillWriter = "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like '% writer'";

    private readonly PostgreSqlTestDatabase database = new();

    /// <summary>A row, a large batch, and one that takes a summary along.</summary>
    public static TheoryData<int, bool> Batches => new() { { 1, false }, { 200, false }, { 200, true } };

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task A_connection_killed_in_the_middle_of_a_batch_leaves_it_undone_and_it_is_not_tried_again(int rows, bool withSummary)
    {
        await using var storage = await RunningStorage.Start(database);
        var session = storage.Journal.Open("week/1");
        await session.Append(1);

        Task pending;
        await using (var lockHolder = await Lock())
        {
            var changes = Enumerable.Range(2, rows).Select(version => Some.Change(version)).ToArray();
            pending = session.Append(changes, withSummary ? new CountingSummary() : null);
            await Killed();
            await Assert.ThrowsAsync<JournalOutcomeUnknownException>(() => pending);
        }

        Assert.True(session.IsPoisoned);
        await Assert.ThrowsAsync<JournalUnavailableException>(() => session.Append(rows + 2));
        await Resumed(storage);
        Assert.Single(await storage.Read("week/1"));
    }

    [Fact]
    public async Task A_summary_that_the_database_refuses_refuses_its_own_changes_and_no_others()
    {
        await using var storage = await RunningStorage.Start(database);
        await storage.Execute(
            """
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = 'check_violation'; end $$;
            create trigger refused before insert on summary for each row when (new.grain = 'week/bad') execute function refuse()
            """);
        Task bad;
        Task good;
        await using (await storage.HoldWriter())
        {
            var changes = Enumerable.Range(1, 100).Select(version => Some.Change(version)).ToArray();
            bad = storage.Journal.Open("week/bad").Append(changes, new CountingSummary());
            good = storage.Journal.Open("week/good").Append([Some.Change(1)], new CountingSummary());
        }

        await good;
        await Assert.ThrowsAsync<JournalUnavailableException>(() => bad);
        Assert.Equal(1L, await storage.Scalar("select count(*) from journal"));
        Assert.Equal("week/good", await storage.Scalar("select grain from summary"));
    }

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task A_database_that_never_answers_costs_nobody_more_than_the_deadline(int rows, bool withSummary)
    {
        await using var storage = await RunningStorage.Start(database, ("Storage:AppendDeadlineSeconds", "1"));
        var waited = Stopwatch.StartNew();
        await using (await Lock())
        {
            var stuck = storage.Journal.Open("week/1").Append(
                [.. Enumerable.Range(1, rows).Select(version => Some.Change(version))], withSummary ? new CountingSummary() : null);
            await Assert.ThrowsAnyAsync<JournalException>(() => stuck);
            Assert.InRange(waited.Elapsed, TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(20));
        }

        await Resumed(storage);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_database_that_falls_silent_is_written_to_again_when_it_answers(bool connectionsEnd)
    {
        var direct = new NpgsqlConnectionStringBuilder(await database.ConnectionString());
        await using var wire = new Relay(direct.Port);
        await using var storage = await RunningStorage.Start(
            database,
            ("ConnectionStrings:Outreach", new NpgsqlConnectionStringBuilder(direct.ConnectionString) { Port = wire.Port }.ConnectionString),
            ("Storage:AppendDeadlineSeconds", "1"));
        await storage.Journal.Open("week/1").Append(1);

        wire.StandStill();
        await Assert.ThrowsAnyAsync<JournalException>(() => storage.Journal.Open("week/2").Append(1));
        await RunningStorage.Until(() => Task.FromResult(TurnedAwayAtOnce(storage)));
        if (connectionsEnd) wire.Cut();
        wire.Pass();

        await Resumed(storage);
        await RunningStorage.Until(async () => await storage.Health() == HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_server_that_stops_and_starts_is_served_again_without_a_restart()
    {
        await using var server = await Postgres.StartNew();
        await using var own = new PostgreSqlTestDatabase(server);
        await using var storage = await RunningStorage.Start(own, ("Storage:AppendDeadlineSeconds", "1"));
        await storage.Journal.Open("week/1").Append([Some.Change(1), Some.Change(2)], new CountingSummary());
        Assert.Equal(HealthStatus.Healthy, await storage.Health());

        await server.StopImmediately();
        await Assert.ThrowsAnyAsync<JournalException>(() => storage.Journal.Open("week/2").Append(1));
        await RunningStorage.Until(async () => await storage.Health() == HealthStatus.Unhealthy);
        await RunningStorage.Until(() => Task.FromResult(TurnedAwayAtOnce(storage)));
        await Assert.ThrowsAsync<JournalUnavailableException>(() => storage.Read("week/1"));

        await server.Start();
        await Resumed(storage);
        await RunningStorage.Until(async () => await storage.Health() == HealthStatus.Healthy);
        Assert.Equal(2, (await storage.Read("week/1")).Length);
    }

    [Fact]
    public async Task While_connections_die_every_answer_stays_true()
    {
        await using var storage = await RunningStorage.Start(database);
        var acknowledged = new ConcurrentBag<Guid>();
        var refused = new ConcurrentBag<Guid>();
        var unknown = new ConcurrentBag<Guid>();
        using var done = new CancellationTokenSource();
        var killing = KillOften(acknowledged, done.Token);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(async () =>
        {
            var grain = $"week/{number}";
            IJournalSession? session = null;
            long version = 0;
            var stored = 0;
            while (stored < 150)
            {
                var command = Guid.NewGuid();
                try
                {
                    if (session is null)
                    {
                        session = storage.Journal.Open(grain);
                        version = (await storage.Read(grain)).Length;
                    }

                    await session.Append([Some.Change(version + 1, command: command)], new CountingSummary());
                    version++;
                    stored++;
                    acknowledged.Add(command);
                }
                catch (JournalOutcomeUnknownException)
                {
                    unknown.Add(command);
                    session = null;
                }
                catch (JournalException failure)
                {
                    if (refused.Count > 20_000) throw new InvalidOperationException("No way forward.", failure);
                    refused.Add(command);
                    session = null;
                }
            }
        })));

        await done.CancelAsync();
        var kills = await killing;
        var times = new Dictionary<Guid, int>();
        var last = ("", 0L);
        await foreach (var row in storage.Scan.ByGrain(CancellationToken.None))
        {
            Assert.Equal(row.Grain == last.Item1 ? last.Item2 + 1 : 1, row.Entry.Version);
            last = (row.Grain, row.Entry.Version);
            times[row.Entry.Command] = times.GetValueOrDefault(row.Entry.Command) + 1;
        }

        Assert.True(kills > 0);
        Assert.NotEmpty(unknown.Concat(refused));
        Assert.All(acknowledged, command => Assert.Equal(1, times.GetValueOrDefault(command)));
        Assert.All(refused, command => Assert.Equal(0, times.GetValueOrDefault(command)));
        Assert.All(unknown, command => Assert.InRange(times.GetValueOrDefault(command), 0, 1));
    }

    [Fact]
    public async Task Two_processes_on_one_database_never_both_write_a_version()
    {
        await using var left = await RunningStorage.Start(database);
        await using var right = await RunningStorage.Start(database);
        await FencingTests.Duel(left, right, rounds: 100);
    }

    [Fact]
    public async Task A_server_that_is_not_there_ends_the_start_with_a_clear_message()
    {
        var failure = await Assert.ThrowsAsync<StorageStartException>(() => RunningStorage.Start(
            database,
            ("ConnectionStrings:Outreach", $"Host=127.0.0.1;Port={FreePort.Next()};Username=nobody;Password=secret;Database=none"),
            ("Storage:StartDeadlineSeconds", "0")));
        Assert.Equal(StorageStartException.Unreachable, failure.ExitStatus);
        Assert.Contains("ConnectionStrings:Outreach", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static bool TurnedAwayAtOnce(RunningStorage storage)
    {
        var append = storage.Journal.Open("week/3").Append(1);
        return append.IsFaulted && append.Exception!.InnerException is JournalUnavailableException;
    }

    /// <summary>Appends to fresh grains until one is stored.</summary>
    private static Task Resumed(RunningStorage storage) => RunningStorage.Until(async () =>
    {
        try
        {
            await storage.Journal.Open($"week/resumed/{Guid.NewGuid():N}").Append(1);
            return true;
        }
        catch (JournalException)
        {
            return false;
        }
    });

    /// <summary>Holds the journal so that an insert waits in the middle.</summary>
    private async Task<NpgsqlConnection> Lock()
    {
        var connection = await Connect();
        await using var command = new NpgsqlCommand("begin; lock table journal in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(await database.ConnectionString() + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private async Task Killed()
    {
        await using var connection = await Connect();
        await using var command = new NpgsqlCommand(KillWriter + " and wait_event_type = 'Lock'", connection);
        await RunningStorage.Until(async () => await command.ExecuteScalarAsync() is true);
    }

    /// <summary>Terminates the writer's connection each time another 100 appends have been acknowledged. How often it did.</summary>
    private async Task<int> KillOften(ConcurrentBag<Guid> acknowledged, CancellationToken done)
    {
        await using var connection = await Connect();
        await using var command = new NpgsqlCommand(KillWriter, connection);
        var kills = 0;
        while (!done.IsCancellationRequested)
        {
            var next = acknowledged.Count + 100;
            await RunningStorage.Until(() => Task.FromResult(acknowledged.Count >= next || done.IsCancellationRequested));
            if (await command.ExecuteScalarAsync(CancellationToken.None) is true) kills++;
        }

        return kills;
    }
}
