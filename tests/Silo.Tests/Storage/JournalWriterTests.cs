using System.Data.Common;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// A driver fails in ways that nobody has listed: a connection that died unnoticed has said <see cref="ObjectDisposedException"/>. That costs an answer and never the writer.
/// </summary>
public sealed class JournalWriterTests
{
    [Fact]
    public async Task A_batch_that_fails_in_an_unknown_way_is_unknown_and_the_next_is_written_on_a_new_connection()
    {
        using var sink = new StumblingSink { StumblesInStore = 1 };
        await using var writer = await Start(sink);
        var session = new JournalSession(writer, "week/1");

        await Assert.ThrowsAsync<JournalOutcomeUnknownException>(() => session.Append([Some.Change(1)], null));
        Assert.True(session.IsPoisoned);
        await new JournalSession(writer, "week/1").Append([Some.Change(1)], null);
        Assert.Equal((1, 2), (sink.Stored, sink.Opened));
    }

    [Fact]
    public async Task A_connection_that_dies_while_nobody_writes_is_replaced()
    {
        using var sink = new StumblingSink { StumblesInPing = 1 };
        await using var writer = await Start(sink);
        await RunningStorage.Until(() => Task.FromResult(sink.Opened == 2));
        await new JournalSession(writer, "week/1").Append([Some.Change(1)], null);
        Assert.Equal((1, 2), (sink.Stored, sink.Opened));
    }

    [Fact]
    public async Task An_attempt_to_connect_that_is_cancelled_by_the_driver_is_made_again()
    {
        using var sink = new StumblingSink { StumblesInOpen = 1 };
        await using var writer = await Start(sink);
        await new JournalSession(writer, "week/1").Append([Some.Change(1)], null);
        Assert.Equal(1, sink.Stored);
    }

    private static async Task<JournalWriter> Start(StumblingSink sink)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meter = new StorageMeter(services.GetRequiredService<IMeterFactory>());
        var writer = new JournalWriter(new StorageOptions(), TimeProvider.System, sink, meter, NullLogger<JournalWriter>.Instance);
        await writer.Start();
        return writer;
    }

    /// <summary>Keeps nothing, and stumbles where it is told to.</summary>
    private sealed class StumblingSink : JournalSink
    {
        private SqliteConnection? connection;

        public int StumblesInOpen { get; set; }

        public int StumblesInPing { get; set; }

        public int StumblesInStore { get; set; }

        public int Opened { get; private set; }

        public int Stored { get; private set; }

        protected override DbConnection Connection => connection!;

        protected override bool IsLost => false;

        public override Task Open(CancellationToken cancellationToken)
        {
            if (StumblesInOpen-- > 0) throw new OperationCanceledException("The driver's own time has run out.");
            Dispose();
            Opened++;
            connection = new SqliteConnection("Data Source=:memory:");
            connection.Open();
            return Task.CompletedTask;
        }

        public override void Store(JournalBatch batch)
        {
            ObjectDisposedException.ThrowIf(StumblesInStore-- > 0, this);
            Stored += batch.Entries.Count;
        }

        public override void FindFenced(JournalBatch batch, HashSet<JournalSession> fenced) => throw new NotSupportedException();

        public override void Ping()
        {
            ObjectDisposedException.ThrowIf(StumblesInPing-- > 0, this);
        }

        public override void Dispose()
        {
            connection?.Dispose();
            connection = null;
        }

        protected override StoreException Classify(Exception failure, bool committing) => new(committing ? StoreFault.Unknown : StoreFault.Unavailable, connectionLost: true, failure);
    }
}
