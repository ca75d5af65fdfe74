using Microsoft.EntityFrameworkCore;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Calendars.Feeds;

/// <summary>The table <c>CalendarFeeds</c> of the accounts store. Instants are milliseconds since 1970, UTC.</summary>
internal static class CalendarFeedModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<CalendarFeed>(feed =>
    {
        feed.ToTable("CalendarFeeds");
        feed.HasKey(it => it.AccountId);
        feed.Property(it => it.Hash).HasMaxLength(64);
        feed.Property(it => it.MadeAt).HasConversion(instant => instant.ToUnixTimeMilliseconds(), number => DateTimeOffset.FromUnixTimeMilliseconds(number));
        feed.HasOne<AppUser>().WithOne().HasForeignKey<CalendarFeed>(it => it.AccountId).OnDelete(DeleteBehavior.Cascade);
        feed.HasIndex(it => it.Hash).IsUnique().HasDatabaseName("CalendarFeedHashIndex");
    });
}
