using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OutreachSilo.Calendars.Feeds;
using OutreachSilo.Mentoring;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts.Sessions;
using OutreachSilo.People.Grants;

namespace OutreachSilo.People.Accounts;

/// <summary>The accounts store: SQLite in a file of its own, or the schema <c>accounts</c> of the PostgreSQL database.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options)
    : IdentityDbContext<AppUser, IdentityRole, string>(options), IDataProtectionKeyContext
{
    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<SignInEvent> SignInEvents => Set<SignInEvent>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    public DbSet<ProblemReport> ProblemReports => Set<ProblemReport>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (Database.IsNpgsql()) builder.HasDefaultSchema(AccountsOptions.Schema);
        builder.Entity<AppUser>(user =>
        {
            user.Property(it => it.DisplayName).HasMaxLength(AppUser.DisplayNameCharactersMax);
            user.Property(it => it.PersonId).HasMaxLength(32);
            user.HasIndex(it => it.PersonId).IsUnique();
            user.HasIndex(it => it.NormalizedEmail).HasDatabaseName("EmailIndex").IsUnique();
        });
        MailModel.Add(builder, Database.IsSqlite());
        GrantModel.Configure(builder);
        SessionModel.Configure(builder);
        CalendarFeedModel.Configure(builder);
        ProblemReportModel.Configure(builder);
    }
}
