using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>
/// P4: how ticketing systems do it, served as P2 is. A lock of the week's number, the bookings counted anew, one inserted where there is room: the statements of
/// <see cref="PgBench.P4Rush"/> by the bare driver, prepared, and one exchange less. No sign-in, no idempotency, no agenda: less than what ours does.
/// </summary>
internal static class TicketPeer
{
    /// <param name="connection">As <see cref="EfPeer.CreateDatabase"/> gave it.</param>
    public static WebApplication Build(WebApplicationBuilder builder, string connection)
    {
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        var app = builder.Build();
        app.MapPost("/weeks/{id:int}/bookings", Book);
        return app;
    }

    private static async Task<IResult> Book(int id, BookingRequest request, NpgsqlDataSource database)
    {
        await using var open = await database.OpenConnectionAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await using var gate = new NpgsqlCommand("select pg_advisory_xact_lock($1)", open, transaction) { Parameters = { new() { Value = (long)id } } };
        await gate.ExecuteNonQueryAsync();
        await using var insert = new NpgsqlCommand(
            "insert into booking (week, person, at) select $1, $2, now() where (select count(*) from booking where week = $1) < (select capacity from week where id = $1)", open, transaction)
        { Parameters = { new() { Value = id }, new() { Value = request.Person } } };
        var inserted = await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return inserted == 1 ? TypedResults.StatusCode(StatusCodes.Status201Created) : TypedResults.Conflict();
    }

    private sealed record BookingRequest(long Person);
}
