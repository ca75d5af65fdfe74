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

    private static async Task<IResult> Serve(
        string secret, FeedAddresses addresses, AgendaCalendar agenda, HttpContext context, CancellationToken cancellationToken)
    {
        if (await addresses.Find(secret, cancellationToken) is not { } owner) return TypedResults.NotFound();
        var entries = await agenda.Of(owner.Person, owner.MadeAt, cancellationToken);
        var tag = new EntityTagHeaderValue($"\"{CalendarWriter.Fingerprint(MailTemplates.ServiceName, entries)}\"");
        // Kept by the reader's program only, which asks each time whether it has changed.
        context.Response.Headers.CacheControl = "private, no-cache";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.GetTypedHeaders().ETag = tag;
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var calendar = Encoding.UTF8.GetBytes(CalendarWriter.Feed(MailTemplates.ServiceName, entries));
        return TypedResults.Bytes(calendar, "text/calendar; charset=utf-8", entityTag: tag);
    }
}
