using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace OutreachSilo.People.Accounts.Schema;

/// <summary>Invitations that go with mails.</summary>
[DbContext(typeof(AccountsDb)), Migration("20261122000006_AddMailCalendar")]
internal sealed class AddMailCalendar : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(AccountsScripts.Read(ActiveProvider is "Microsoft.EntityFrameworkCore.Sqlite" ? "0006-sqlite.sql" : "0006-postgresql.sql"));
}
