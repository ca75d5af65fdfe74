using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OutreachSilo.People.Accounts.Schema;

/// <summary>Written by hand, one script per database; a test compares what it makes with what the model asks for.</summary>
[DbContext(typeof(AccountsDb)), Migration("20260801000000_CreateAccounts")]
internal sealed class CreateAccounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(AccountsScripts.Read(ActiveProvider is "Microsoft.EntityFrameworkCore.Sqlite" ? "0001-sqlite.sql" : "0001-postgresql.sql"));
}
