using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OutreachSilo.People.Accounts.Schema;

/// <summary>Keys of cookies and tokens.</summary>
[DbContext(typeof(AccountsDb)), Migration("20261130000008_CreateKeys")]
internal sealed class CreateKeys : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(AccountsScripts.Read(ActiveProvider is "Microsoft.EntityFrameworkCore.Sqlite" ? "0008-sqlite.sql" : "0008-postgresql.sql"));
}
