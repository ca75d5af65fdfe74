using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OutreachSilo.People.Accounts.Schema;

/// <summary>Secret addresses of calendars, as hashes.</summary>
[DbContext(typeof(AccountsDb)), Migration("20261122000007_CreateCalendarFeeds")]
internal sealed class CreateCalendarFeeds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(AccountsScripts.Read(ActiveProvider is "Microsoft.EntityFrameworkCore.Sqlite" ? "0007-sqlite.sql" : "0007-postgresql.sql"));
}
