using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>
/// How one would take bookings without grains, over HTTP. <c>/p2</c>: EF Core; the week's row is locked, the booking inserted, the row
/// updated. <c>/p4</c>: as ticketing systems do it; an advisory lock, the bookings counted anew, one inserted where there is room, by the
/// bare driver. Neither has a sign-in, an idempotency key or an agenda: less than ours does.
/// </summary>
internal static class BookingPeers
{
    /// <summary>A database of its own with this many weeks.</summary>
    /// <returns>The connection string for <see cref="PeerProcess"/>.</returns>
    public static async Task<string> CreateDatabase(Postgres server, int weeks, int capacity)
    {
        var connection = await server.NewDatabase();
        await Postgres.Execute(connection, PgBench.Schema(weeks, capacity));
        await Postgres.Execute(connection, "vacuum analyze week");
        return new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = PgBench.Clients, MaxAutoPrepare = 20 }.ConnectionString;
    }

    public static WebApplication Build(WebApplicationBuilder builder, string connection)
    {
        builder.Services.AddDbContextPool<BookingDb>(options => options.UseNpgsql(connection));
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        var app = builder.Build();
        app.MapPost("/p2/{id:int}/bookings", BookByEf);
        app.MapPost("/p4/{id:int}/bookings", BookByLock);
        return app;
    }

    private static async Task<IResult> BookByEf(int id, BookingRequest request, BookingDb db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var week = await db.Weeks.FromSql($"select * from week where id = {id} for update").SingleAsync();
        if (week.Booked >= week.Capacity) return TypedResults.Conflict();
        week.Booked++;
        var booking = new Booking(0, id, request.Person, DateTimeOffset.UtcNow);
        db.Bookings.Add(booking);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return TypedResults.Created((string?)null, booking);
    }

    private static async Task<IResult> BookByLock(int id, BookingRequest request, NpgsqlDataSource database)
    {
        await using var open = await database.OpenConnectionAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await using var gate = new NpgsqlCommand("select pg_advisory_xact_lock($1)", open, transaction)
        { Parameters = { new() { Value = (long)id } } };
        await gate.ExecuteNonQueryAsync();
        await using var insert = new NpgsqlCommand(
            """
            insert into booking (week, person) select $1, $2
            where (select count(*) from booking where week = $1) < (select capacity from week where id = $1)
            """,
            open, transaction)
        { Parameters = { new() { Value = id }, new() { Value = request.Person } } };
        var inserted = await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return inserted == 1 ? TypedResults.StatusCode(StatusCodes.Status201Created) : TypedResults.Conflict();
    }

    private sealed record BookingRequest(long Person);

    private sealed class BookingDb(DbContextOptions<BookingDb> options) : DbContext(options)
    {
        public DbSet<Week> Weeks => Set<Week>();

        public DbSet<Booking> Bookings => Set<Booking>();

        protected override void OnModelCreating(ModelBuilder modelBuilder) => LowerCaseNames.Apply(modelBuilder);
    }

    private sealed class Week
    {
        public int Id { get; set; }
        public int Capacity { get; set; }
        public int Booked { get; set; }
    }

    private sealed record Booking(long Id, int Week, long Person, DateTimeOffset At);
}

/// <summary>Tables and columns are named after classes and properties, in lower case.</summary>
internal static class LowerCaseNames
{
    public static void Apply(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            entity.SetTableName(entity.ClrType.Name.ToLowerInvariant());
            foreach (var property in entity.GetProperties()) property.SetColumnName(property.Name.ToLowerInvariant());
        }
    }
}
