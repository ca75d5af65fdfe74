namespace OutreachSilo.Storage;

/// <summary>A suite that runs on both databases: each test gets an empty one.</summary>
public abstract class StorageTests(TestDatabase database) : IAsyncDisposable
{
    protected TestDatabase Database { get; } = database;

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static async Task<List<T>> All<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        await foreach (var row in rows) all.Add(row);
        return all;
    }
}
