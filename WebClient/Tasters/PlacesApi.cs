using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Tasters;

/// <summary>What a doctor does with places.</summary>
internal static class PlacesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Places").For(Policies.Doctor);

        api.MapPost("/weeks/{practice}/{monday}/places", static (string practice, string monday, HoldJson body, CommandId id, BookingService bookings) =>
                Ask(practice, monday, body, (week, kind) => bookings.Hold(week, kind, id.Value), StatusCodes.Status201Created))
            .Writes()
            .WithName("HoldPlace")
            .WithSummary("Hold a place while the booking is completed. Returns 202 if the result is not known yet")
            .Produces<PlaceJson>(StatusCodes.Status201Created).Produces<PlaceJson>(StatusCodes.Status202Accepted)
            .Refuses(
                RefusalCodes.InvalidCommand, ProblemCodes.KindNotYours, RefusalCodes.WeekUnknown, RefusalCodes.OfferUnknown, RefusalCodes.WeekNotOpen, RefusalCodes.WeekClosed,
                RefusalCodes.BookingStopped, RefusalCodes.OfferChanged, RefusalCodes.WeekFull, RefusalCodes.DeskLimitReached, RefusalCodes.AlreadyBooked, RefusalCodes.AgendaOverlap, RefusalCodes.AgendaFull);

        api.MapPost("/weeks/{practice}/{monday}/waiting", static (string practice, string monday, HoldJson body, CommandId id, BookingService bookings) =>
                Ask(practice, monday, body, (week, kind) => bookings.JoinWaitingList(week, kind, id.Value), StatusCodes.Status201Created))
            .Writes()
            .WithName("JoinWaitingList")
            .WithSummary("Join the waiting list for a full week")
            .Produces<PlaceJson>(StatusCodes.Status201Created).Produces<PlaceJson>(StatusCodes.Status202Accepted)
            .Refuses(
                RefusalCodes.InvalidCommand, ProblemCodes.KindNotYours, RefusalCodes.WeekUnknown, RefusalCodes.OfferUnknown, RefusalCodes.WeekNotOpen, RefusalCodes.WeekClosed,
                RefusalCodes.BookingStopped, RefusalCodes.AlreadyBooked, RefusalCodes.AlreadyWaiting, RefusalCodes.PlacesFree, RefusalCodes.WaitingListFull, RefusalCodes.AgendaFull);

        api.MapPost("/places/{place:guid}/confirm", static async (Guid place, CommandId id, BookingService bookings) => Answer(await bookings.Confirm(place, id.Value)))
            .Writes()
            .WithName("ConfirmPlace")
            .WithSummary("Confirm a held place")
            .Produces<PlaceJson>().Produces<PlaceJson>(StatusCodes.Status202Accepted)
            .Refuses(RefusalCodes.PlaceUnknown, RefusalCodes.PlacePending, RefusalCodes.HoldExpired, RefusalCodes.PlaceEnded, RefusalCodes.PlaceNotHeld);

        api.MapPost("/places/{place:guid}/accept", static async (Guid place, CommandId id, BookingService bookings) => Answer(await bookings.Accept(place, id.Value)))
            .Writes()
            .WithName("AcceptPlace")
            .WithSummary("Accept a place offered from the waiting list")
            .Produces<PlaceJson>().Produces<PlaceJson>(StatusCodes.Status202Accepted)
            .Refuses(RefusalCodes.AgendaOverlap, RefusalCodes.PlaceUnknown, RefusalCodes.OfferExpired, RefusalCodes.PlaceEnded, RefusalCodes.PlaceNotOffered);

        api.MapPost("/places/{place:guid}/release", static async (Guid place, CommandId id, BookingService bookings) => Answer(await bookings.Release(place, id.Value)))
            .Writes()
            .WithName("ReleasePlace")
            .WithSummary("Cancel a booking, decline an offer, give up a hold or leave a waiting list")
            .Produces<PlaceJson>().Produces<PlaceJson>(StatusCodes.Status202Accepted)
            .Refuses(RefusalCodes.PlaceUnknown, RefusalCodes.PlacePending);

        routes.MapApi("Places").For(Policies.AgendaOwner).MapGet("/me/agenda", static async (BookingService bookings) => TypedResults.Ok(AgendaJson.Of(await bookings.Agenda())))
            .WithName("Agenda")
            .WithSummary("List my bookings, offers and waiting list entries, current ones first, and my meetings");
    }

    private static async Task<IResult> Ask(string practice, string monday, HoldJson body, Func<WeekId, TasterKind, Task<Outcome<PlaceView>>> ask, int done)
    {
        if (!WeekId.TryCreate(practice, monday, out var week)) return Problem.Of(Names.NoSuchWeek);
        if (!Names.TryKind(body.Kind, out var kind)) return Problem.Of(Names.NoSuchKind);
        return Answer(await ask(week, kind), done);
    }

    private static IResult Answer(Outcome<PlaceView> outcome, int done = StatusCodes.Status200OK) => outcome.Answer(place =>
        TypedResults.Json(PlaceJson.Of(place), statusCode: place.State == PlaceState.Asked ? StatusCodes.Status202Accepted : done));
}
