using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OutreachSilo.People.Accounts;

internal static class AccountsDbOptions
{
    public static void UseAccountsStore(this DbContextOptionsBuilder builder, AccountsOptions options)
    {
        if (options.UsesPostgreSql)
            builder.UseNpgsql(options.PostgreSqlConnection, npgsql => npgsql.MigrationsHistoryTable(HistoryRepository.DefaultTableName, AccountsOptions.Schema));
        else
            builder.UseSqlite(options.SqliteConnection);
    }
}
