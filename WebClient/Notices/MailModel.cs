using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OutreachSilo.Notices;

/// <summary>The table <c>mail</c> of the accounts store.</summary>
internal static class MailModel
{
    /// <summary>SQLite has no type for instants and compares what stands for them: milliseconds since 1970.</summary>
    private static readonly ValueConverter<DateTimeOffset, long> Milliseconds =
        new(instant => instant.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));

    public static void Add(ModelBuilder builder, bool isSqlite) => builder.Entity<StoredMail>(mail =>
    {
        mail.ToTable("mail");
        mail.HasKey(it => it.Key);
        mail.Property(it => it.Key).HasMaxLength(StoredMail.KeyCharactersMax);
        mail.Property(it => it.To).HasMaxLength(StoredMail.AddressCharactersMax);
        mail.Property(it => it.Template).HasMaxLength(StoredMail.TemplateCharactersMax);
        mail.Property(it => it.State).HasConversion<string>().HasMaxLength(10);
        mail.Property(it => it.Reason).HasMaxLength(StoredMail.ReasonCharactersMax);
        mail.HasIndex(it => new { it.State, it.DueAt });
        if (isSqlite) StoreInstantsAsNumbers(mail);
    });

    private static void StoreInstantsAsNumbers(EntityTypeBuilder<StoredMail> mail)
    {
        mail.Property(it => it.QueuedAt).HasConversion(Milliseconds);
        mail.Property(it => it.DueAt).HasConversion(Milliseconds);
        mail.Property(it => it.SentAt).HasConversion(Milliseconds);
    }
}
