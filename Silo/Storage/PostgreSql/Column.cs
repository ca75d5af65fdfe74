using Npgsql;
using NpgsqlTypes;

namespace OutreachSilo.Storage;

/// <summary>A list sent as a PostgreSQL array. The parameter keeps the list, not a copy.</summary>
internal static class Column
{
    public static NpgsqlParameter<List<T>> Of<T>(List<T> values, NpgsqlDbType element) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | element, TypedValue = values };
}
