using System.Globalization;
using System.Text;
using System.Text.Unicode;
using OutreachSilo.Benchmarks.Core;
using OutreachSilo.Common;
using OutreachSilo.EndToEnd;
using OutreachSilo.Tasters;

namespace OutreachSilo.Benchmarks.Http;

/// <summary>The requests of the scenarios, written into bytes.</summary>
internal static class HttpRequests
{
    public static WriteRequest Get(string path)
    {
        var bytes = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return (_, into) =>
        {
            bytes.CopyTo(into);
            return bytes.Length;
        };
    }

    /// <summary>Number n is the person n modulo the number of people.</summary>
    public static WriteRequest Get(string path, Tickets tickets, int people)
    {
        var cookies = Cookies(tickets, people);
        return (number, into) =>
        {
            Utf8.TryWrite(into, CultureInfo.InvariantCulture, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies[number % people]}\r\n\r\n", out var written);
            return written;
        };
    }

    /// <summary>
    /// Number n is the person n modulo the number of people, on the Monday n divided by it: nobody asks for one half-day twice, and no
    /// two requests that are near each other are one person's.
    /// </summary>
    public static WriteRequest Hold(Tickets tickets, int people, Func<long, int, WeekId> weekOf)
    {
        var cookies = Cookies(tickets, people);
        return (number, into) =>
        {
            var person = (int)(number % people);
            var week = weekOf(number / people, person);
            Utf8.TryWrite(
                into, CultureInfo.InvariantCulture,
                $"POST /api/v1/weeks/{week.Practice}/{week.Monday:yyyy-MM-dd}/places HTTP/1.1\r\nHost: localhost\r\nCookie: {cookies[person]}\r\nIdempotency-Key: {number}\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{{\"kind\":\"Foundation\"}}",
                out var written);
            return written;
        };
    }

    /// <summary>The same of the peers: week ids begin with 1.</summary>
    public static WriteRequest PeerBooking(Func<long, int> weekOf) => (number, into) =>
    {
        var digits = number == 0 ? 1 : (int)Math.Log10(number) + 1;
        Utf8.TryWrite(
            into, CultureInfo.InvariantCulture,
            $"POST /weeks/{weekOf(number)}/bookings HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {11 + digits}\r\n\r\n{{\"person\":{number}}}",
            out var written);
        return written;
    };

    private static string[] Cookies(Tickets tickets, int people)
    {
        var cookies = new string[people];
        Parallel.For(0, people, person => cookies[person] = tickets.Doctor(person));
        return cookies;
    }
}
