using OutreachSilo.Common;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Tasters;

/// <summary>What the host may do with a taster week.</summary>
internal static class WeekHostRules
{
    public static Decision Publish(TasterWeekState week, PublishWeek command, DateTimeOffset now)
    {
        if (week.IsPublished)
            return week.PublishedBy == command.Id ? Decision.Nothing : new Refusal(WeekAlreadyPublished, "This week is already published. Change the number of places instead.");
        if (command.DeskLimit is < 1 or > TasterLimits.DesksMax) return new Refusal(CapacityOutOfRange, $"The number of desks must be 1 to {TasterLimits.DesksMax}.");
        if (command.Offers.IsDefaultOrEmpty || command.Offers.Length > 2 || command.Offers.DistinctBy(offer => offer.Kind).Count() != command.Offers.Length)
            return new Refusal(InvalidCommand, "Offer places to at least one group, and to each group once.");
        foreach (var offer in command.Offers)
        {
            if (!Enum.IsDefined(offer.Kind)) return new Refusal(InvalidCommand, "Select Foundation doctors or school students.");
            if (offer.Capacity is < 1 or > TasterLimits.CapacityMax) return new Refusal(CapacityOutOfRange, $"The number of places must be 1 to {TasterLimits.CapacityMax}.");
            if (offer.HalfDays.IsEmpty || !offer.HalfDays.IsValid) return new Refusal(InvalidCommand, "Select at least one half-day from Monday to Friday.");
            if (offer.HoldMinutes is < 1 or > TasterLimits.HoldMinutesMax) return new Refusal(InvalidCommand, $"A hold must be 1 to {TasterLimits.HoldMinutesMax} minutes.");
            if (offer.OfferHours is < 1 or > TasterLimits.OfferHoursMax) return new Refusal(InvalidCommand, $"An offer must be 1 to {TasterLimits.OfferHoursMax} hours.");
            if (offer.Supervisor.Length > TasterLimits.SupervisorLengthMax) return new Refusal(InvalidCommand, $"The supervisor's name must be {TasterLimits.SupervisorLengthMax} characters or fewer.");
            if (offer.Closes <= offer.Opens) return new Refusal(WeekClosed, "Booking must open before it closes. Choose an earlier opening time.");
            if (offer.Closes <= now) return new Refusal(WeekInPast, "This week is too soon to publish because the last day to book has passed. Choose a later week.");
        }

        return new WeekPublished(command.Id, command.Host, command.Offers, command.DeskLimit);
    }

    /// <summary>Lower than what is taken is refused: whoever has a place keeps it.</summary>
    public static Decision SetCapacity(TasterWeekState week, SetCapacity command)
    {
        if (!week.IsPublished) return new Refusal(WeekUnknown, "This practice has not published a taster week for this date.");
        if (week.OfferOf(command.Kind) is not { } offer) return new Refusal(OfferUnknown, "This week has no places for this group.");
        if (week.Answers.Of(command.Id) is { } answer) return answer.Repeated(Fingerprint(command.Kind, command.Capacity));
        if (command.Capacity is < 0 or > TasterLimits.CapacityMax) return new Refusal(CapacityOutOfRange, $"The number of places must be 0 to {TasterLimits.CapacityMax}.");
        if (command.Capacity == offer.Terms.Capacity) return Decision.Nothing;
        var taken = week.Allocation.MostTaken(WeekPools.Places(command.Kind, HalfDays.WholeWeek));
        if (command.Capacity < taken) return new Refusal(CapacityBelowTaken, $"{(taken == 1 ? "1 place is" : $"{taken} places are")} already taken in the week of {week.Id.Monday:d MMMM}, so you can't offer fewer than {taken}.");
        return new CapacitySet(command.Id, command.Kind, command.Capacity);
    }

    /// <summary>Of a command that sets the number of places.</summary>
    public static string Fingerprint(TasterKind kind, int capacity) => $"capacity {kind} {capacity}";

    public static Decision ChangeHost(TasterWeekState week, ChangeHost command) =>
        !week.IsPublished ? new Refusal(WeekUnknown, "This practice has not published a taster week for this date.")
        : week.Host == command.Host ? Decision.Nothing
        : new HostChanged(command.Host);

    public static Decision StopBooking(TasterWeekState week, StopBooking command)
    {
        if (!week.IsPublished) return new Refusal(WeekUnknown, "This practice has not published a taster week for this date.");
        if (week.Stopped is not null) return Decision.Nothing;
        if (command.Reason.Length is 0 or > TasterLimits.ReasonLengthMax) return new Refusal(InvalidCommand, $"Enter a reason of 1 to {TasterLimits.ReasonLengthMax} characters.");
        return new BookingStopped(command.Reason);
    }
}
