using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OutreachSilo.TestKit;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>
/// P2: how one would write this without grains. A minimal API and EF Core; the week's row is locked, the booking inserted, the row
/// updated, the transaction committed. No sign-in, no idempotency, no agenda: less than what ours does.
/// </summary>
internal static class EfPeer
{
    /// <summary>A database of its own with this many weeks; answers the connection string for <see cref="PeerProcess"/>.</summary>
    public static async Task<string> CreateDatabase(Postgres server, int weeks, int capacity)
    {
        var connection = await server.NewDatabase();
        await Postgres.Execute(connection, string.Create(CultureInfo.InvariantCulture, $"""
            create table week (id int primary key, capacity int not null, booked int not null default 0);
            create table booking (id bigint generated always as identity primary key, week int not null, person bigint not null, at timestamptz not null);
            create index booking_week on booking (week);
            insert into week (id, capacity) select n, {capacity} from generate_series(1, {weeks}) n;
            """));
        await Postgres.Execute(connection, "vacuum analyze week");
        return new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = PgBench.Clients, MaxAutoPrepare = 20 }.ConnectionString;
    }

    public static WebApplication Build(WebApplicationBuilder builder, string connection)
    {
        builder.Services.AddDbContextPool<BookingDb>(options => options.UseNpgsql(connection));
        var app = builder.Build();
        app.MapPost("/weeks/{id:int}/bookings", Book);
        return app;
    }

    private static async Task<IResult> Book(int id, BookingRequest request, BookingDb db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var week = await db.Weeks.FromSql($"select * from week where id = {id} for update").SingleAsync();
        if (week.Booked >= week.Capacity) return TypedResults.Conflict();
        week.Booked++;
        var booking = new Booking { Week = id, Person = request.Person, At = DateTimeOffset.UtcNow };
        db.Bookings.Add(booking);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return TypedResults.Created((string?)null, booking);
    }

    private sealed record BookingRequest(long Person);

    private sealed class BookingDb(DbContextOptions<BookingDb> options) : DbContext(options)
    {
        public DbSet<Week> Weeks => Set<Week>();

        public DbSet<Booking> Bookings => Set<Booking>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Week>(week =>
            {
                week.ToTable("week");
                week.Property(it => it.Id).HasColumnName("id");
                week.Property(it => it.Capacity).HasColumnName("capacity");
                week.Property(it => it.Booked).HasColumnName("booked");
            });
            modelBuilder.Entity<Booking>(booking =>
            {
                booking.ToTable("booking");
                booking.Property(it => it.Id).HasColumnName("id").UseIdentityAlwaysColumn();
                booking.Property(it => it.Week).HasColumnName("week");
                booking.Property(it => it.Person).HasColumnName("person");
                booking.Property(it => it.At).HasColumnName("at");
            });
        }
    }

    private sealed class Week
    {
        public int Id { get; set; }

        public int Capacity { get; set; }

        public int Booked { get; set; }
    }

    private sealed class Booking
    {
        public long Id { get; set; }

        public int Week { get; set; }

        public long Person { get; set; }

        public DateTimeOffset At { get; set; }
    }
}
