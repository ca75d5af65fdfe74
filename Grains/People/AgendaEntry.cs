using OutreachSilo.Tasters;

namespace OutreachSilo.People;

/// <summary>One place, offer or waiting entry as the person's grain knows it. The week knows better; this one never frees a half-day before the week did.</summary>
/// <param name="Accepting">Command id of an acceptance whose answer is not known yet.</param>
/// <param name="Order">Order of asking.</param>
internal sealed record AgendaEntry(
    Guid Place, WeekId Week, TasterKind Kind, HalfDays HalfDays, string Host, PersonAction Action, PlaceState State, DateTimeOffset? Until, Guid? Accepting, int Order)
{
    public bool IsOpen => State is PlaceState.Asked or PlaceState.Waiting or PlaceState.Offered or PlaceState.Held or PlaceState.Confirmed;

    /// <summary>True while its half-days are taken: a waiting entry, and an offer not accepted, take none.</summary>
    public bool TakesTime => State is PlaceState.Held or PlaceState.Confirmed || (State == PlaceState.Asked && Action == PersonAction.Hold) || Accepting is not null;

    /// <summary>True while a question to the week is open.</summary>
    public bool IsPending => State == PlaceState.Asked || Accepting is not null;

    public PlaceView View(int position) => new(Place, Week, Kind, HalfDays, State, Until, position, Host);
}
