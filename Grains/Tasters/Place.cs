namespace OutreachSilo.Tasters;

/// <summary>One person's hold, booking, offer or waiting entry in one week, from its first change to its end and after.</summary>
/// <param name="Order">Order of arrival within the week; the waiting list goes by it.</param>
internal sealed record Place(
    Guid Id, string Person, TasterKind Kind, HalfDays HalfDays, PlaceState State, DateTimeOffset Since, DateTimeOffset? Until, long Order)
{
    public bool IsOpen => State is PlaceState.Waiting or PlaceState.Offered or PlaceState.Held or PlaceState.Confirmed;

    /// <summary>True while it uses up room.</summary>
    public bool TakesRoom => State is PlaceState.Offered or PlaceState.Held or PlaceState.Confirmed;

    /// <summary>Was it ever offered by the waiting list? Decides which refusal an expired one gives.</summary>
    public bool CameFromWaiting { get; init; }

    /// <summary>Id of the command that confirmed or accepted it, so that a late repeat gets its answer although the place has ended since.</summary>
    public Guid? ConfirmedBy { get; init; }
}

/// <summary>When a held or offered place runs out.</summary>
internal readonly record struct Deadline(DateTimeOffset Until, Guid Place) : IComparable<Deadline>
{
    public int CompareTo(Deadline other) => Until.CompareTo(other.Until) is var byTime and not 0 ? byTime : Place.CompareTo(other.Place);
}

/// <summary>A position on a waiting list.</summary>
internal readonly record struct WaitingEntry(long Order, Guid Place) : IComparable<WaitingEntry>
{
    public int CompareTo(WaitingEntry other) => Order.CompareTo(other.Order);
}
