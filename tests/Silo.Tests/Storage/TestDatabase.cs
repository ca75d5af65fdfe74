using OutreachSilo.TestKit;

namespace OutreachSilo.Storage;

/// <summary>An empty database for one test, on either provider, and the SQL in which the two differ.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("storage").FullName;

    public string Folder => folder;

    /// <summary>Settings that lead the service to this database.</summary>
    public abstract Task<Dictionary<string, string?>> Settings();

    /// <summary>Makes the journal refuse changes of one kind, as a broken row would be refused.</summary>
    public abstract string RefuseKind(string kind);

    /// <summary>A literal of bytes.</summary>
    public abstract string Bytes(byte[] bytes);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
        return default;
    }
}

/// <summary>A file in a temporary folder.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    public override Task<Dictionary<string, string?>> Settings() =>
        Task.FromResult(new Dictionary<string, string?> { ["Storage:Provider"] = "Sqlite", ["Storage:DataFolder"] = Folder });

    public override string RefuseKind(string kind) =>
        $"create trigger refuse before insert on journal when new.kind = '{kind}' begin select raise(abort, 'refused'); end";

    public override string Bytes(byte[] bytes) => $"x'{Convert.ToHexString(bytes)}'";
}

/// <summary>A new database on the tests' shared server, or on one of the test's own.</summary>
public sealed class PostgreSqlTestDatabase(Postgres? server = null) : TestDatabase
{
    private string? connectionString;

    public async Task<string> ConnectionString() => connectionString ??= await (server ?? await Postgres.Shared()).NewDatabase();

    public override async Task<Dictionary<string, string?>> Settings() => new()
    {
        ["Storage:Provider"] = "PostgreSql",
        ["Storage:DataFolder"] = Folder,
        ["ConnectionStrings:Outreach"] = await ConnectionString(),
    };

    public override string RefuseKind(string kind) => $"alter table journal add constraint refuse check (kind <> '{kind}')";

    public override string Bytes(byte[] bytes) => $"'\\x{Convert.ToHexString(bytes)}'::bytea";
}
