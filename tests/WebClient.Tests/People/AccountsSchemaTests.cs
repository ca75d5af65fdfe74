using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OutreachSilo.People.Accounts;

public sealed class Emit
{
    [Fact]
    public void Go()
    {
        foreach (var pg in new[] { false, true })
        {
            var provider = new ServiceCollection().Configure<IdentityOptions>(x => x.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();
            var b = new DbContextOptionsBuilder<AccountsDb>();
            b.UseAccountsStore(new AccountsOptions { UsesPostgreSql = pg, PostgreSqlConnection = "Host=x;Database=y" });
            b.UseApplicationServiceProvider(provider);
            using var db = new AccountsDb(b.Options);
            File.WriteAllText($"/tmp/0001-{(pg ? "postgresql" : "sqlite")}.sql", db.Database.GenerateCreateScript());
        }
    }
}
