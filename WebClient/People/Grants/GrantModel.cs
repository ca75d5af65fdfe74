using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.People.Grants;

internal static class GrantModel
{
    public static void Configure(ModelBuilder builder)
    {
        var instants = new ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeMilliseconds(), at => DateTimeOffset.FromUnixTimeMilliseconds(at));
        builder.Entity<Grant>(grant =>
        {
            grant.ToTable("Grants");
            grant.HasKey(it => it.Id);
            grant.Property(it => it.Id).ValueGeneratedNever();
            grant.Property(it => it.Role).HasMaxLength(Grant.RoleCharactersMax);
            grant.Property(it => it.Scope).HasMaxLength(GrainKeys.SchemeCharactersMax);
            foreach (var instant in new[] { nameof(Grant.GivenAt), nameof(Grant.Until), nameof(Grant.EndedAt), nameof(Grant.ChangedAt) }) grant.Property(instant).HasConversion(instants);
            grant.HasOne<AppUser>().WithMany().HasForeignKey(it => it.AccountId).OnDelete(DeleteBehavior.Cascade);
            grant.HasIndex(it => new { it.AccountId, it.Role, it.Scope }).IsUnique().HasFilter("\"EndedAt\" IS NULL").HasDatabaseName("GrantHeldOnceIndex");
            grant.HasIndex(it => new { it.Role, it.Scope }).HasDatabaseName("GrantScopeIndex");
            grant.HasIndex(it => it.ChangedAt).HasDatabaseName("GrantChangedIndex");
            grant.Ignore(it => it.Spec);
        });
        builder.Entity<Invitation>(invitation =>
        {
            invitation.ToTable("Invitations");
            invitation.HasKey(it => it.Id);
            invitation.Property(it => it.Id).ValueGeneratedNever();
            invitation.Property(it => it.SecretHash).HasMaxLength(64);
            invitation.Property(it => it.Email).HasMaxLength(SignInService.EmailCharactersMax);
            invitation.Property(it => it.Name).HasMaxLength(AppUser.DisplayNameCharactersMax);
            invitation.Property(it => it.Grants).HasMaxLength(Invitation.RolesCharactersMax);
            foreach (var instant in new[] { nameof(Invitation.GrantsUntil), nameof(Invitation.InvitedAt), nameof(Invitation.Until), nameof(Invitation.AcceptedAt), nameof(Invitation.WithdrawnAt) })
                invitation.Property(instant).HasConversion(instants);
            invitation.HasIndex(it => it.SecretHash).IsUnique().HasDatabaseName("InvitationSecretIndex");
            invitation.HasIndex(it => it.InvitedBy).HasDatabaseName("InvitationInvitedByIndex");
            invitation.Ignore(it => it.Specs);
        });
    }
}
