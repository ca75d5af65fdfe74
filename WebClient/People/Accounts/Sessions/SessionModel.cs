using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OutreachSilo.People.Accounts.Passkeys;

namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>The tables of sessions, sign-in events and spent challenges. Instants are milliseconds since 1970, UTC.</summary>
internal static class SessionModel
{
    private static readonly ValueConverter<DateTimeOffset, long> Milliseconds =
        new(instant => instant.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Session>(session =>
        {
            session.ToTable("Sessions");
            session.HasKey(it => it.Id);
            session.Property(it => it.Id).HasMaxLength(32);
            session.Property(it => it.How).HasConversion<string>().HasMaxLength(20);
            session.Property(it => it.Address).HasMaxLength(Session.AddressCharactersMax);
            session.Property(it => it.Browser).HasMaxLength(Visitor.BrowserCharactersMax);
            Instants(session, nameof(Session.StartedAt), nameof(Session.SeenAt), nameof(Session.EndedAt));
            session.HasOne<AppUser>().WithMany().HasForeignKey(it => it.AccountId).OnDelete(DeleteBehavior.Cascade);
            session.HasIndex(it => it.AccountId).HasDatabaseName("SessionAccountIndex");
            session.HasIndex(it => it.EndedAt).HasFilter("\"EndedAt\" IS NOT NULL").HasDatabaseName("SessionEndedIndex");
        });
        builder.Entity<SignInEvent>(attempt =>
        {
            attempt.ToTable("SignInEvents");
            attempt.Property(it => it.How).HasConversion<string>().HasMaxLength(20);
            attempt.Property(it => it.Outcome).HasConversion<string>().HasMaxLength(20);
            attempt.Property(it => it.Address).HasMaxLength(Session.AddressCharactersMax);
            attempt.Property(it => it.Browser).HasMaxLength(Visitor.BrowserCharactersMax);
            Instants(attempt, nameof(SignInEvent.At));
            attempt.HasOne<AppUser>().WithMany().HasForeignKey(it => it.AccountId).OnDelete(DeleteBehavior.Cascade);
            attempt.HasIndex(it => new { it.AccountId, it.At }).HasDatabaseName("SignInEventAccountIndex");
            attempt.HasIndex(it => it.At).HasDatabaseName("SignInEventAtIndex");
        });
        builder.Entity<SpentChallenge>(challenge =>
        {
            challenge.ToTable("SpentChallenges");
            challenge.HasKey(it => it.Hash);
            challenge.Property(it => it.Hash).HasMaxLength(64);
            Instants(challenge, nameof(SpentChallenge.At));
        });
    }

    private static void Instants(EntityTypeBuilder entity, params ReadOnlySpan<string> properties)
    {
        foreach (var property in properties) entity.Property(property).HasConversion(Milliseconds);
    }
}
