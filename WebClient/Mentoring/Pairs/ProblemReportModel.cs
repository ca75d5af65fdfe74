using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

internal static class ProblemReportModel
{
    public static void Configure(ModelBuilder builder)
    {
        var instants = new ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeMilliseconds(), at => DateTimeOffset.FromUnixTimeMilliseconds(at));
        builder.Entity<ProblemReport>(report =>
        {
            report.ToTable("ProblemReports");
            report.HasKey(it => it.Id);
            report.Property(it => it.Id).ValueGeneratedNever();
            report.Property(it => it.Scheme).HasMaxLength(GrainKeys.SchemeCharactersMax);
            report.Property(it => it.Text).HasMaxLength(ProblemReport.TextCharactersMax);
            report.Property(it => it.WrittenAt).HasConversion(instants);
            report.Property(it => it.HandledAt).HasConversion(instants);
            report.HasOne<AppUser>().WithMany().HasForeignKey(it => it.WrittenBy).OnDelete(DeleteBehavior.Cascade);
            report.HasIndex(it => it.WrittenBy).HasDatabaseName("ProblemReportWriterIndex");
            report.HasIndex(it => new { it.Scheme, it.WrittenAt }).HasDatabaseName("ProblemReportSchemeIndex");
        });
    }
}
