using System.Collections.Immutable;
using Orleans.Concurrency;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel.EventSketch;

/// <summary>An event with seats, and workshops with caps of their own; key <c>sketch/{name}</c>. Sole owner of both limits.</summary>
[Alias("ISketchedEventGrain")]
public interface ISketchedEventGrain : IAggregateGrain
{
    [Alias("Announce")]
    Task<Outcome<EventView>> Announce(AnnounceEvent command);

    /// <summary>A seat, or a place on the waiting list. Refused: EventUnknown, EventStarted, AlreadyRegistered.</summary>
    [Alias("Register")]
    Task<Outcome<RegistrationView>> Register(RegisterForEvent command);

    /// <summary>Takes an offered seat. Refused: RegistrationUnknown, NothingOffered.</summary>
    [Alias("Accept")]
    Task<Outcome<RegistrationView>> Accept(RegistrationCommand command);

    /// <summary>Gives up whatever it is. Refused: RegistrationUnknown.</summary>
    [Alias("Withdraw")]
    Task<Outcome<RegistrationView>> Withdraw(RegistrationCommand command);

    /// <summary>Refused: RegistrationUnknown, NotExpected.</summary>
    [Alias("CheckIn")]
    Task<Outcome<RegistrationView>> CheckIn(RegistrationCommand command);

    [Alias("View"), ReadOnly]
    Task<Outcome<EventView>> View();
}

/// <param name="Workshops">Cap of each workshop; its number counts from 1.</param>
[GenerateSerializer, Immutable, Alias("sketched-announce-event")]
public sealed record AnnounceEvent(
    [property: Id(0)] Guid Id,
    [property: Id(1)] int Seats,
    [property: Id(2)] ImmutableArray<int> Workshops,
    [property: Id(3)] DateTimeOffset StartsAt);

/// <param name="Workshop">Its number; 0 for none.</param>
[GenerateSerializer, Immutable, Alias("sketched-register")]
public sealed record RegisterForEvent([property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] int Workshop);

[GenerateSerializer, Immutable, Alias("sketched-registration-command")]
public sealed record RegistrationCommand([property: Id(0)] Guid Id, [property: Id(1)] string Person, [property: Id(2)] Guid Registration);

[GenerateSerializer, Immutable, Alias("sketched-registration")]
public sealed record RegistrationView([property: Id(0)] Guid Id, [property: Id(1)] string State, [property: Id(2)] int Position);

[GenerateSerializer, Immutable, Alias("sketched-event")]
public sealed record EventView(
    [property: Id(0)] int Free, [property: Id(1)] ImmutableArray<int> FreeInWorkshops, [property: Id(2)] int Waiting);
