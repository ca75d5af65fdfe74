using OutreachSilo.Common;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Tasters;

/// <summary>What the host may do with a taster week.</summary>
internal static class WeekHostRules
{
    public static Decision Publish(TasterWeekState week, PublishWeek command, DateTimeOffset now)
    {
        if (week.IsPublished)
            return week.PublishedBy == command.Id ? Decision.Nothing : new Refusal(WeekAlreadyPublished, "This week is published already; change its places instead.");
        if (command.DeskLimit is < 1 or > TasterLimits.DesksMax) return new Refusal(CapacityOutOfRange, $"Desks must be 1 to {TasterLimits.DesksMax}.");
        if (command.Offers.IsDefaultOrEmpty || command.Offers.Length > 2 || command.Offers.DistinctBy(offer => offer.Kind).Count() != command.Offers.Length)
            return new Refusal(InvalidCommand, "A week has one offer for each kind, and one at least.");
        foreach (var offer in command.Offers)
        {
            if (!Enum.IsDefined(offer.Kind)) return new Refusal(InvalidCommand, "Unknown kind of taster.");
            if (offer.Capacity is < 1 or > TasterLimits.CapacityMax) return new Refusal(CapacityOutOfRange, $"Places must be 1 to {TasterLimits.CapacityMax}.");
            if (offer.HalfDays.IsEmpty || !offer.HalfDays.IsValid) return new Refusal(InvalidCommand, "An offer needs at least one half-day from Monday to Friday.");
            if (offer.HoldMinutes is < 1 or > TasterLimits.HoldMinutesMax) return new Refusal(InvalidCommand, $"A hold lasts 1 to {TasterLimits.HoldMinutesMax} minutes.");
            if (offer.OfferHours is < 1 or > TasterLimits.OfferHoursMax) return new Refusal(InvalidCommand, $"An offer lasts 1 to {TasterLimits.OfferHoursMax} hours.");
            if (offer.Supervisor.Length > TasterLimits.SupervisorLengthMax) return new Refusal(InvalidCommand, $"A supervisor's name has at most {TasterLimits.SupervisorLengthMax} characters.");
            if (offer.Closes <= offer.Opens) return new Refusal(WeekClosed, "Booking would close before it opens.");
            if (offer.Closes <= now) return new Refusal(WeekInPast, "The booking window is over: the week begins too soon for the notice that applicants must give.");
        }

        return new WeekPublished(command.Id, command.Host, command.Offers, command.DeskLimit);
    }

    /// <summary>Lower than what is taken is refused: whoever has a place keeps it.</summary>
    public static Decision SetCapacity(TasterWeekState week, SetCapacity command)
    {
        if (!week.IsPublished) return new Refusal(WeekUnknown, "No taster week is published for this practice and Monday.");
        if (week.OfferOf(command.Kind) is not { } offer) return new Refusal(OfferUnknown, "This week has no places of this kind.");
        if (week.CapacityCommands.Contains(command.Id)) return Decision.Nothing;
        if (command.Capacity is < 0 or > TasterLimits.CapacityMax) return new Refusal(CapacityOutOfRange, $"Places must be 0 to {TasterLimits.CapacityMax}.");
        if (command.Capacity == offer.Terms.Capacity) return Decision.Nothing;
        var taken = week.Allocation.MostTaken(WeekPools.Places(command.Kind, HalfDays.WholeWeek));
        if (command.Capacity < taken) return new Refusal(CapacityBelowTaken, $"{taken} places are held, offered or confirmed; the capacity cannot go below that.");
        return new CapacitySet(command.Id, command.Kind, command.Capacity);
    }

    public static Decision ChangeHost(TasterWeekState week, ChangeHost command) =>
        !week.IsPublished ? new Refusal(WeekUnknown, "No taster week is published for this practice and Monday.")
        : week.Host == command.Host ? Decision.Nothing
        : new HostChanged(command.Host);

    public static Decision StopBooking(TasterWeekState week, StopBooking command)
    {
        if (!week.IsPublished) return new Refusal(WeekUnknown, "No taster week is published for this practice and Monday.");
        if (week.Stopped is not null) return Decision.Nothing;
        if (command.Reason.Length is 0 or > TasterLimits.ReasonLengthMax) return new Refusal(InvalidCommand, $"A reason of 1 to {TasterLimits.ReasonLengthMax} characters is needed.");
        return new BookingStopped(command.Reason);
    }
}
