using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel.EventSketch;

internal sealed record EventAnnounced(Guid Command, int Seats, ImmutableArray<int> Workshops, DateTimeOffset StartsAt) : Change;

/// <summary>The place's id is the command's id.</summary>
internal sealed record SeatTaken(Guid Place, string Person, int Workshop) : Change;

internal sealed record WaitingBegun(Guid Place, string Person, int Workshop) : Change;

internal sealed record SeatOffered(Guid Place, int Workshop, DateTimeOffset Until) : Change;

internal sealed record OfferTaken(Guid Command, Guid Place) : Change;

internal sealed record OfferLapsed(Guid Place) : Change;

internal sealed record SeatGivenUp(Guid Command, Guid Place) : Change;

internal sealed record CheckedIn(Guid Command, Guid Place) : Change;

/// <summary>A command's refusal, so that a repeat gets the same answer.</summary>
internal sealed record EventRefused(Guid Command, string Subject, string Code, string Detail) : Change;
