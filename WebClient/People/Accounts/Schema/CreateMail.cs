using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OutreachSilo.People.Accounts.Schema;

/// <summary>The outbox of mails: addresses and names are in it, so it lies with the accounts.</summary>
[DbContext(typeof(AccountsDb)), Migration("20260803000000_CreateMail")]
internal sealed class CreateMail : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(AccountsScripts.Read(ActiveProvider is "Microsoft.EntityFrameworkCore.Sqlite" ? "0003-sqlite.sql" : "0003-postgresql.sql"));
}
