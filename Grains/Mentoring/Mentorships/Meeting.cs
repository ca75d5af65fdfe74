namespace OutreachSilo.Mentoring;

/// <summary>A meeting of a pair. Its id never changes; each time that was asked for it has a slot id of its own.</summary>
/// <param name="Slot">The slot it stands in, or is asking for while <see cref="MeetingState.Asked"/>.</param>
/// <param name="Year">Training year in which it counts.</param>
/// <param name="Reminded">Start for which both were reminded; null before.</param>
internal sealed record Meeting(
    Guid Id, Guid Slot, DateTimeOffset StartsAt, int Minutes, int Year, MeetingState State, int Sequence, string Room, DateTimeOffset? Reminded)
{
    /// <summary>How long it was; null before it is recorded.</summary>
    public int? Held { get; init; }

    /// <summary>Both were asked for its length after it was over.</summary>
    public bool Nudged { get; init; }

    public DateTimeOffset EndsAt => StartsAt.AddMinutes(Minutes);

    /// <summary>It uses up one of the training year's meetings.</summary>
    public bool Counts => State is MeetingState.Asked or MeetingState.Booked or MeetingState.Held or MeetingState.NoShow;

    public bool IsOver => State is MeetingState.Cancelled or MeetingState.Refused or MeetingState.Held or MeetingState.NoShow;

    public MeetingView View(ProgrammePolicy policy) => new(
        Id, StartsAt, Held ?? Minutes, State, Sequence,
        (Held ?? Minutes) is var length && State != MeetingState.NoShow && (length < policy.MinutesMin || length > policy.MinutesMost) ? $"Meetings in this programme usually last {policy.MinutesMin} to {policy.MinutesMost} minutes." : "");
}

/// <summary>A time that is being asked for.</summary>
/// <param name="Command">Also the slot's id.</param>
/// <param name="Replaces">The slot that the meeting stands in so far; null for a new meeting.</param>
internal sealed record MeetingAsk(Guid Command, string Person, Guid Meeting, DateTimeOffset StartsAt, int Minutes, int Year, Guid? Replaces);

/// <summary>A slot whose end calendar and agendas have not heard of yet.</summary>
/// <param name="Held">Minutes for the ledger; null gives the time back. A meeting that was held stays in the agendas.</param>
internal sealed record OwedSlot(Guid Slot, int? Held);
