using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.Practices;

namespace OutreachSilo.Tasters;

/// <summary>One week: what anyone may see, who is in it, how many places it has.</summary>
internal static class WeeksApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Weeks");
        var hosts = api.For(Policies.Host);

        api.MapGet("/weeks/{practice}/{monday}", View)
            .WithName("Week")
            .WithSummary("Show a taster week without personal data. Send If-None-Match with the last ETag to get 304 if nothing has changed")
            .Produces<WeekJson>().Produces(StatusCodes.Status304NotModified)
            .Refuses(RefusalCodes.WeekUnknown);

        hosts.MapGet("/weeks/{practice}/{monday}/people", People)
            .WithName("WeekPeople")
            .WithSummary("List the people in the week, for staff of the practice and the regional coordinator")
            .Produces<WeekPeopleJson>()
            .Refuses(RefusalCodes.WeekUnknown, RefusalCodes.PracticeUnknown);

        hosts.MapPut("/weeks/{practice}/{monday}/offers/{kind}/capacity", SetCapacity)
            .Writes()
            .WithName("SetCapacity")
            .WithSummary("Change the number of places for one group, but not below the number already taken")
            .Produces<WeekJson>()
            .Refuses(
                RefusalCodes.WeekUnknown, RefusalCodes.OfferUnknown, RefusalCodes.InvalidCommand, RefusalCodes.CapacityOutOfRange, RefusalCodes.CapacityBelowTaken, RefusalCodes.PracticeUnknown);
    }

    private static async Task<IResult> View(string practice, string monday, HttpContext context, BookingService bookings)
    {
        if (!WeekId.TryCreate(practice, monday, out var week)) return Problem.Of(Names.NoSuchWeek);
        return (await bookings.Week(week)).Answer(view =>
        {
            var tag = Names.EntityTag(view);
            context.Response.Headers.ETag = tag;
            context.Response.Headers.CacheControl = "no-cache";
            return context.Request.Headers.IfNoneMatch.ToString().Split(',', StringSplitOptions.TrimEntries).Any(known => known == tag || known == "W/" + tag || known == "*")
                ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
                : TypedResults.Ok(WeekJson.Of(view));
        });
    }

    private static async Task<IResult> People(string practice, string monday, PublishingService publishing, IPeopleNames names, CancellationToken cancellationToken)
    {
        if (!WeekId.TryCreate(practice, monday, out var week)) return Problem.Of(Names.NoSuchWeek);
        var people = await publishing.People(week);
        if (!people.Succeeded) return Problem.Of(people.Refusal);
        var named = await names.NamesOf(people.Value.People.Select(person => person.Person), cancellationToken);
        return TypedResults.Ok(new WeekPeopleJson(
            [.. people.Value.People.Select(it => new WeekPersonJson(it.Place, it.Person, named[it.Person], Names.Of(it.Kind), it.State.ToString(), it.Since, it.Until))],
            people.Value.Waiting));
    }

    private static async Task<IResult> SetCapacity(string practice, string monday, string kind, CapacityJson body, CommandId id, PublishingService publishing)
    {
        if (!WeekId.TryCreate(practice, monday, out var week)) return Problem.Of(Names.NoSuchWeek);
        if (!Names.TryKind(kind, out var which)) return Problem.Of(Names.NoSuchKind);
        return (await publishing.SetCapacity(week, which, body.Capacity, id.Value)).Answer(view => TypedResults.Ok(WeekJson.Of(view)));
    }
}
