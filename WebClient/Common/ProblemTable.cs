using System.Collections.Frozen;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace OutreachSilo.Common;

/// <summary>The one table from code to HTTP status and title. A code that is not in it answers 409.</summary>
internal static class ProblemTable
{
    public static ProblemKind Find(string code) => Kinds.GetValueOrDefault(code) ?? Unlisted;

    public static IEnumerable<string> Codes => Kinds.Keys;

    private static readonly ProblemKind Unlisted = new(Status409Conflict, "Not possible now");

    private static readonly FrozenDictionary<string, ProblemKind> Kinds = new Dictionary<string, ProblemKind>
    {
        [RefusalCodes.CommandReused] = new(Status409Conflict, "Idempotency key used for something else"),
        [RefusalCodes.InvalidCommand] = new(Status422UnprocessableEntity, "Something is missing or out of range"),
        [RefusalCodes.WeekUnknown] = new(Status404NotFound, "No such taster week"),
        [RefusalCodes.WeekAlreadyPublished] = new(Status409Conflict, "The week is already published"),
        [RefusalCodes.WeekInPast] = new(Status422UnprocessableEntity, "The week is in the past"),
        [RefusalCodes.WeekNotOpen] = new(Status409Conflict, "Booking has not opened"),
        [RefusalCodes.WeekClosed] = new(Status409Conflict, "Booking has closed"),
        [RefusalCodes.BookingStopped] = new(Status409Conflict, "The practice has stopped booking"),
        [RefusalCodes.OfferUnknown] = new(Status404NotFound, "The week has no places of this kind"),
        [RefusalCodes.OfferChanged] = new(Status409Conflict, "The days have changed"),
        [RefusalCodes.WeekFull] = new(Status409Conflict, "All places are taken"),
        [RefusalCodes.DeskLimitReached] = new(Status409Conflict, "All desks are taken"),
        [RefusalCodes.AlreadyBooked] = new(Status409Conflict, "You have a place here"),
        [RefusalCodes.AlreadyWaiting] = new(Status409Conflict, "You are on the waiting list"),
        [RefusalCodes.PlacesFree] = new(Status409Conflict, "A place can be booked now"),
        [RefusalCodes.WaitingListFull] = new(Status409Conflict, "The waiting list is full"),
        [RefusalCodes.PlaceUnknown] = new(Status404NotFound, "No such place of yours"),
        [RefusalCodes.HoldExpired] = new(Status410Gone, "The hold has run out"),
        [RefusalCodes.OfferExpired] = new(Status410Gone, "The offer has run out"),
        [RefusalCodes.PlaceEnded] = new(Status410Gone, "The place was given up"),
        [RefusalCodes.PlaceNotHeld] = new(Status409Conflict, "The place is not held"),
        [RefusalCodes.PlaceNotOffered] = new(Status409Conflict, "No place has been offered"),
        [RefusalCodes.CapacityBelowTaken] = new(Status409Conflict, "More places are taken than that"),
        [RefusalCodes.CapacityOutOfRange] = new(Status422UnprocessableEntity, "The number of places is out of range"),
        [RefusalCodes.AgendaOverlap] = new(Status409Conflict, "You are somewhere else on these days"),
        [RefusalCodes.AgendaFull] = new(Status409Conflict, "You have too many open places"),
        [RefusalCodes.PlacePending] = new(Status409Conflict, "The place is still being asked for"),
        [RefusalCodes.PracticeUnknown] = new(Status404NotFound, "No such practice"),
        [RefusalCodes.PracticeClosed] = new(Status409Conflict, "The practice is closed"),
        [RefusalCodes.PracticeNotHosting] = new(Status409Conflict, "The practice is not hosting"),
        [RefusalCodes.TermTooLong] = new(Status422UnprocessableEntity, "Too many weeks at once"),
        [RefusalCodes.ZoneUnknown] = new(Status422UnprocessableEntity, "No such time zone"),
        [RefusalCodes.HoursTooMany] = new(Status422UnprocessableEntity, "Too many hours at once"),
        [RefusalCodes.HoursInvalid] = new(Status422UnprocessableEntity, "The hours are out of range"),
        [RefusalCodes.HoursOverlap] = new(Status422UnprocessableEntity, "Two of the hours overlap"),
        [RefusalCodes.SlotNotOffered] = new(Status409Conflict, "No meeting can start then"),
        [RefusalCodes.SlotTaken] = new(Status409Conflict, "The time is taken"),
        [RefusalCodes.NoticeTooShort] = new(Status409Conflict, "The time is too soon"),

        [ProblemCodes.InvalidJson] = new(Status400BadRequest, "The body is not what is expected"),
        [ProblemCodes.InvalidRequest] = new(Status400BadRequest, "The request is malformed"),
        [ProblemCodes.IdempotencyKeyMissing] = new(Status400BadRequest, "Idempotency-Key is missing"),
        [ProblemCodes.IdempotencyKeyInvalid] = new(Status400BadRequest, "Idempotency-Key is malformed"),
        [ProblemCodes.NotSignedIn] = new(Status401Unauthorized, "Please sign in"),
        [ProblemCodes.NotAllowed] = new(Status403Forbidden, "Not allowed"),
        [ProblemCodes.ForeignOrigin] = new(Status403Forbidden, "The request came from another site"),
        [ProblemCodes.KindNotYours] = new(Status403Forbidden, "This kind of taster is not for you"),
        [ProblemCodes.SignInFailed] = new(Status401Unauthorized, "Sign-in failed"),
        [ProblemCodes.SignInLocked] = new(Status401Unauthorized, "Sign-in is locked for a while"),
        [ProblemCodes.AccountUnknown] = new(Status404NotFound, "No such account"),
        [ProblemCodes.RoleUnknown] = new(Status404NotFound, "No such role"),
        [ProblemCodes.RolesFull] = new(Status409Conflict, "The account holds too many roles"),
        [ProblemCodes.LastAdministrator] = new(Status409Conflict, "Somebody must stay administrator"),
        [ProblemCodes.InvitationUnknown] = new(Status404NotFound, "No such invitation"),
        [ProblemCodes.InvitationEnded] = new(Status410Gone, "The invitation has ended"),
        [ProblemCodes.InvitationsFull] = new(Status409Conflict, "Too many invitations wait for an answer"),
        [ProblemCodes.AddressTaken] = new(Status409Conflict, "There is an account with this address"),
        [ProblemCodes.PostcodeUnknown] = new(Status422UnprocessableEntity, "The postcode is not known"),
        [ProblemCodes.NotFound] = new(Status404NotFound, "Nothing is here"),
        [ProblemCodes.MethodNotAllowed] = new(Status405MethodNotAllowed, "Method not allowed here"),
        [ProblemCodes.BodyTooLarge] = new(Status413PayloadTooLarge, "The body is too large"),
        [ProblemCodes.MediaTypeNotSupported] = new(Status415UnsupportedMediaType, "Only JSON in UTF-8 is understood"),
        [ProblemCodes.TooManyRequests] = new(Status429TooManyRequests, "Too many requests"),
        [ProblemCodes.ServerFault] = new(Status500InternalServerError, "Something went wrong here"),

        [FaultCodes.JournalBusy] = new(Status503ServiceUnavailable, "Very busy; nothing was changed"),
        [FaultCodes.Unavailable] = new(Status503ServiceUnavailable, "Not available for the moment"),
        [FaultCodes.OutcomeUnknown] = new(Status503ServiceUnavailable, "Not known yet whether it was done"),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

/// <summary>How a code is answered.</summary>
internal sealed record ProblemKind(int Status, string Title);
