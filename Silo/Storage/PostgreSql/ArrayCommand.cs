using Npgsql;
using NpgsqlTypes;

namespace OutreachSilo.Storage;

/// <summary>A statement that takes many rows at once, each column as an array whose list is kept and refilled.</summary>
internal sealed class ArrayCommand<TRow>(string sql)
{
    private readonly List<Action<IReadOnlyList<TRow>>> columns = [];

    public NpgsqlBatchCommand Command { get; } = new(sql);

    /// <summary>The next parameter: $1, $2 …</summary>
    public ArrayCommand<TRow> With<T>(NpgsqlDbType element, Func<TRow, T> value)
    {
        var values = new List<T>();
        Command.Parameters.Add(new NpgsqlParameter<List<T>> { NpgsqlDbType = NpgsqlDbType.Array | element, TypedValue = values });
        columns.Add(rows =>
        {
            values.Clear();
            for (var index = 0; index < rows.Count; index++) values.Add(value(rows[index]));
        });
        return this;
    }

    public void Fill(IReadOnlyList<TRow> rows)
    {
        foreach (var column in columns) column(rows);
    }
}
