using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OutreachSilo.People.Accounts.Schema;

/// <summary>Roles become rows with a scope, a giver and an end; those given before are taken over. And invitations.</summary>
[DbContext(typeof(AccountsDb)), Migration("20261122000002_AddGrants")]
internal sealed class AddGrants : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(AccountsScripts.Read(ActiveProvider is "Microsoft.EntityFrameworkCore.Sqlite" ? "0002-sqlite.sql" : "0002-postgresql.sql"));
}
