using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Calendars.Feeds;

/// <param name="Since">UTC instant since which there is an address; null without one.</param>
internal sealed record CalendarJson(DateTimeOffset? Since);

/// <param name="Address">Secret, and said this once only.</param>
internal sealed record CalendarAddressJson(string Address);

/// <summary>The address of one's own calendar.</summary>
internal static class CalendarApi
{
    private const string Path = "/me/calendar";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Calendar").For(Policies.AgendaOwner);

        api.MapGet(Path, static async (FeedAddresses addresses, CurrentUser user, CancellationToken cancellationToken) =>
                TypedResults.Ok(new CalendarJson(await addresses.Since(user.AccountId, cancellationToken))))
            .WithName("Calendar")
            .WithSummary("Show when my private calendar link was created");

        api.MapPost(Path, static async (FeedAddresses addresses, CurrentUser user, CancellationToken cancellationToken) =>
                (await addresses.Make(user.AccountId, cancellationToken)).Answer(static address => TypedResults.Ok(new CalendarAddressJson(address))))
            .Writes()
            .WithName("NewCalendarAddress")
            .WithSummary("Create a private link to my calendar, replacing the previous one")
            .Produces<CalendarAddressJson>()
            .Refuses(ProblemCodes.AccountUnknown);

        api.MapDelete(Path, static async (FeedAddresses addresses, CurrentUser user, CancellationToken cancellationToken) =>
            {
                await addresses.Revoke(user.AccountId, cancellationToken);
                return TypedResults.NoContent();
            })
            .Writes()
            .WithName("EndCalendarAddress")
            .WithSummary("Remove the private link to my calendar");
    }
}
