using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OutreachSilo.People.Accounts.Schema;

/// <summary>What pairs of a mentoring scheme report to its lead.</summary>
[DbContext(typeof(AccountsDb)), Migration("20261122000005_CreateProblemReports")]
internal sealed class CreateProblemReports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(AccountsScripts.Read(ActiveProvider is "Microsoft.EntityFrameworkCore.Sqlite" ? "0005-sqlite.sql" : "0005-postgresql.sql"));
}
