using Microsoft.Data.Sqlite;
using Npgsql;

namespace OutreachSilo.Storage;

/// <summary>Reads <c>ConnectionStrings:Outreach</c> for the chosen provider. Messages never repeat the value: it may hold a password.</summary>
internal static class StorageConnectionStrings
{
    public static string Resolve(StorageOptions options, string? given, List<string> problems)
    {
        try
        {
            return options.Provider == StorageProvider.Sqlite ? Sqlite(options, given, problems) : PostgreSql(given, problems);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or InvalidCastException)
        {
            problems.Add($"{StorageOptions.ConnectionStringKey} is not a connection string of {options.Provider}.");
            return "";
        }
    }

    private static string Sqlite(StorageOptions options, string? given, List<string> problems)
    {
        var path = string.IsNullOrWhiteSpace(given) ? Path.Combine(options.DataFolder, "outreach.db") : "";
        var builder = new SqliteConnectionStringBuilder(path.Length > 0 ? "" : given);
        if (path.Length > 0) builder.DataSource = path;

        if (string.IsNullOrWhiteSpace(builder.DataSource) || builder.Mode == SqliteOpenMode.Memory || builder.DataSource.StartsWith(':')
            || builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            problems.Add($"{StorageOptions.ConnectionStringKey} must name a file for {nameof(StorageProvider.Sqlite)}, for example 'Data Source=./data/outreach.db'; "
                + "databases in memory are not durable and not accepted.");
        return builder.ConnectionString;
    }

    private static string PostgreSql(string? given, List<string> problems)
    {
        var builder = new NpgsqlConnectionStringBuilder(given ?? "");
        if (string.IsNullOrWhiteSpace(builder.Host))
            problems.Add($"{StorageOptions.ConnectionStringKey} is needed for {nameof(StorageProvider.PostgreSql)}, for example "
                + "'Host=db.example;Database=outreach;Username=outreach;Password=…'.");
        return builder.ConnectionString;
    }
}
