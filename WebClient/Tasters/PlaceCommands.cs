using System.Diagnostics.CodeAnalysis;
using OutreachSilo.Common;
using OutreachSilo.Common.Components;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Tasters;

/// <summary>Turns what a page's form says into a command of the signed-in doctor.</summary>
public sealed class PlaceCommands(BookingService booking, CurrentUser user)
{
    private static readonly Refusal NotUnderstood = new(RefusalCodes.InvalidCommand, FieldMessage.OutOfDate.Message);

    private static readonly Refusal NotADoctor = new(ProblemCodes.NotAllowed, "Only Foundation doctors can book these places. Sign in with a Foundation doctor account.");

    /// <summary>confirm, accept or release a place.</summary>
    /// <param name="key">The form's hidden id.</param>
    public Task<Outcome<PlaceView>> Act(string? command, string? key, string? place)
    {
        if (!user.IsDoctor) return Refuse(NotADoctor);
        if (!IsCommand(key, out var id) || !Guid.TryParse(place, out var which)) return Refuse(NotUnderstood);
        return command switch
        {
            "confirm" => booking.Confirm(which, id),
            "accept" => booking.Accept(which, id),
            "release" => booking.Release(which, id),
            _ => Refuse(NotUnderstood),
        };
    }

    /// <summary>hold a place, or wait for one.</summary>
    public Task<Outcome<PlaceView>> Ask(string? command, string? key, WeekId week, TasterKind kind)
    {
        if (!user.IsDoctor) return Refuse(NotADoctor);
        if (!IsCommand(key, out var id)) return Refuse(NotUnderstood);
        return command switch
        {
            "hold" => booking.Hold(week, kind, id),
            "wait" => booking.JoinWaitingList(week, kind, id),
            _ => Refuse(NotUnderstood),
        };
    }

    private bool IsCommand([NotNullWhen(true)] string? key, out Guid id)
    {
        id = CommandIds.IsValidKey(key) ? CommandIds.From(user.AccountId, key!) : Guid.Empty;
        return id != Guid.Empty;
    }

    private static Task<Outcome<PlaceView>> Refuse(Refusal refusal) => Task.FromResult<Outcome<PlaceView>>(refusal);
}
