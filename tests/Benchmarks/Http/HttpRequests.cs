using System.Text;
using System.Text.Unicode;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>The requests of the scenarios, written into bytes.</summary>
internal static class HttpRequests
{
    private const int Practices = 130;
    private const int Mondays = 38;

    public static WriteRequest Get(string path)
    {
        var bytes = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return (_, into) =>
        {
            bytes.CopyTo(into);
            return bytes.Length;
        };
    }

    /// <summary>The weeks that <see cref="BookAnyWeek"/> asks for.</summary>
    public static Task PublishWeeks(IJournal journal) =>
        Weeks.Publish(journal, Enumerable.Range(0, Practices * Mondays).Select(number => Weeks.Id(number, Mondays)), Bookings.Unlimited);

    /// <summary>Books one of 4,940 weeks; nobody asks for two on one Monday.</summary>
    public static WriteRequest BookAnyWeek(Tickets tickets, int people) => Book(tickets, people, (round, person) => round < Mondays
        ? Weeks.Id(person % Practices * Mondays + (int)round, Mondays)
        : throw new InvalidOperationException($"{people} people have booked {Mondays} Mondays each; there are no more."));

    /// <summary>Books a place; number n is person n modulo the number of people, in the round n divided by it.</summary>
    /// <param name="weekOf">The week for a round and a person.</param>
    public static WriteRequest Book(Tickets tickets, int people, Func<long, int, WeekId> weekOf)
    {
        var cookies = new string[people];
        Parallel.For(0, people, person => cookies[person] = tickets.Doctor(person));
        return (number, into) =>
        {
            var person = (int)(number % people);
            var week = weekOf(number / people, person);
            return Post(
                into, $"/api/v1/weeks/{week.Practice}/{week.Monday:yyyy-MM-dd}/places",
                $"Cookie: {cookies[person]}\r\nIdempotency-Key: {number}\r\n",
                """{"kind":"Foundation"}""");
        };
    }

    /// <summary>The same of a peer, by a new person each time; week ids begin with 1.</summary>
    public static WriteRequest BookAtPeer(string path, Func<long, int> weekOf) =>
        (number, into) => Post(into, $"{path}/{weekOf(number)}/bookings", "", $$"""{"person":{{number}}}""");

    private static int Post(Span<byte> into, string path, string headers, string body)
    {
        Utf8.TryWrite(
            into, CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Type: application/json\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n{body}",
            out var written);
        return written;
    }
}
