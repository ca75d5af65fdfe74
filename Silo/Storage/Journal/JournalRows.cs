using System.Data.Common;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>Rows of the tables as the contracts know them.</summary>
internal static class JournalRows
{
    public const string SummaryColumns = "grain, version, kind, region, starts_on, due_at, search, body";

    /// <summary>Columns from <paramref name="first"/>: version, at, kind, body, actor, command.</summary>
    public static JournalEntry Entry(Database database, DbDataReader row, int first) => new(
        row.GetInt64(first),
        database.ReadInstant(row, first + 1),
        row.GetString(first + 2),
        row.GetFieldValue<byte[]>(first + 3),
        row.GetString(first + 4),
        database.ReadId(row, first + 5));

    /// <summary>Columns as <see cref="SummaryColumns"/> lists them.</summary>
    public static SummaryRow Summary(Database database, DbDataReader row) => new(
        row.GetString(0),
        row.GetInt64(1),
        row.GetString(2),
        row.GetString(3),
        row.IsDBNull(4) ? null : database.ReadDay(row, 4),
        row.IsDBNull(5) ? null : database.ReadInstant(row, 5),
        row.GetString(6),
        row.GetFieldValue<byte[]>(7));
}
