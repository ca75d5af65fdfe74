using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OutreachSilo.Common;
using OutreachSilo.Notices;

namespace OutreachSilo.Calendars.Feeds;

/// <summary>Calendars for calendar programs, which cannot sign in.</summary>
internal static class FeedEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapParts().MapGet(FeedAddresses.Path + "{secret}.ics", Serve);

    private static async Task<IResult> Serve(string secret, FeedAddresses addresses, AgendaCalendar agenda, HttpContext context, CancellationToken cancellationToken)
    {
        if (await addresses.Find(secret, cancellationToken) is not { } owner) return TypedResults.NotFound();
        var calendar = Encoding.UTF8.GetBytes(CalendarWriter.Feed(MailTemplates.ServiceName, await agenda.Of(owner.Person, owner.MadeAt, cancellationToken)));
        // Kept by the reader's program only, which asks each time whether it has changed.
        context.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(calendar, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(calendar))}\""));
    }
}
