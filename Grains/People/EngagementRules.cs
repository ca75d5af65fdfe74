using System.Globalization;
using OutreachSilo.Common;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.People;

/// <summary>Whether something at an instant fits into an agenda. Pure.</summary>
internal static class EngagementRules
{
    public const string IsGivenBack = "This time was given back before.";

    /// <summary>Owner of: one place or meeting at most at any time.</summary>
    public static Decision Engage(PersonState person, Engage command, DateTimeOffset now)
    {
        var fingerprint = Fingerprint(command.Entry, command.StartsAt, command.Minutes);
        if (person.Answers.Of(command.Id) is { } answer) return answer.Repeated(fingerprint);
        if (command.Minutes < 1 || command.Minutes > PersonLimits.EngagementMost.TotalMinutes) return new Refusal(InvalidCommand, "This is no length for an appointment.");
        if (Problem(person, command, now) is { } refusal) return new Decision([new EngagementRefused(command.Id, fingerprint, refusal.Code, refusal.Detail)], refusal);
        return new Engaged(command.Id, command.Source, command.Entry, command.StartsAt, command.Minutes, command.Sequence, command.Replaces);
    }

    public static Decision Disengage(PersonState person, Guid id) =>
        !person.Engagements.Has(id) && person.Answers.Of(id) is not null ? Decision.Nothing : new Disengaged(id);

    public static string Fingerprint(Guid entry, DateTimeOffset startsAt, int minutes) => string.Create(CultureInfo.InvariantCulture, $"{entry:N}/{startsAt.UtcTicks}/{minutes}");

    private static Refusal? Problem(PersonState person, Engage command, DateTimeOffset now)
    {
        if (person.Engagements.Clash(command.StartsAt, command.Minutes, command.Replaces) is not null) return new Refusal(AgendaOverlap, "There is another meeting at that time.");
        foreach (var entry in person.Entries.Values)
        {
            if (entry.TakesTime && HalfDayTimes.Of(command.StartsAt, command.Minutes, entry.Week).Overlaps(entry.HalfDays))
                return new Refusal(AgendaOverlap, $"There is a taster at {entry.Host} on that half-day.");
        }

        return person.Engagements.CountAfter(now) >= PersonLimits.EngagementsKept
            ? new Refusal(AgendaFull, $"The agenda has {PersonLimits.EngagementsKept} meetings to come, the most there can be.")
            : null;
    }
}
