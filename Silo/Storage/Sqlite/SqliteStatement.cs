using System.Text;
using SQLitePCL;

namespace OutreachSilo.Storage;

/// <summary>A prepared statement bound straight from memory: about half the cost of the ADO.NET command on the writer's thread.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] utf8 = new byte[512];

    public SqliteStatement(sqlite3 database, string sql)
    {
        this.database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement));
    }

    public void Bind(int index, long value) => Check(raw.sqlite3_bind_int64(statement, index, value));

    public void BindNull(int index) => Check(raw.sqlite3_bind_null(statement, index));

    public void Bind(int index, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Check(raw.sqlite3_bind_blob(statement, index, bytes));
    }

    public void Bind(int index, string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < most) utf8 = new byte[most * 2];
        BindText(index, utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)));
    }

    /// <summary>Binds text that is UTF-8 already. An empty span would bind null, so it goes as an empty string.</summary>
    public void BindText(int index, ReadOnlySpan<byte> text) =>
        Check(text.IsEmpty ? raw.sqlite3_bind_text(statement, index, "") : raw.sqlite3_bind_text(statement, index, text));

    /// <summary>Runs the statement to its first row or its end; true when there was a row. Ready for the next use afterwards.</summary>
    public bool Run()
    {
        var result = raw.sqlite3_step(statement);
        var failure = result is raw.SQLITE_DONE or raw.SQLITE_ROW ? null : SqliteFailure.Of(database);
        raw.sqlite3_reset(statement);
        return failure is null ? result == raw.SQLITE_ROW : throw failure;
    }

    public void Dispose() => statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw SqliteFailure.Of(database);
    }
}
