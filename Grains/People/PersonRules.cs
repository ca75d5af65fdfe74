using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.People;

/// <summary>What fits into a person's agenda. Pure.</summary>
/// <remarks>Every answer is written down, refusals too, and what was given back before it came is refused when it comes.</remarks>
internal static class PersonRules
{
    public const string IsGivenBack = "This time has already been released.";

    public static Decision Engage(PersonState person, Engage command, DateTimeOffset now)
    {
        if (command.Minutes < 1 || command.Minutes > PersonLimits.MeetingMost.TotalMinutes)
            return new Refusal(InvalidCommand, $"A meeting must be between 1 and {PersonLimits.MeetingMost.TotalMinutes} minutes long.");
        var change = new Engaged(
            command.Id, command.Source, command.Entry, command.StartsAt, command.Minutes, command.Sequence, command.Replaces);
        return Enter(person, AgendaEntry.Of(change), change, now);
    }

    public static Decision Engage(PersonState person, EngageDays command, DateTimeOffset now)
    {
        var change = new DaysEngaged(
            command.Id, command.Source, command.Entry, command.Week, command.Kind, command.HalfDays, command.Host, command.Replaces);
        return Enter(person, AgendaEntry.Of(change), change, now);
    }

    public static Decision Disengage(PersonState person, Guid id, PlaceState end) =>
        !person.Agenda.Has(id) && person.Answers.Of(id) is not null ? Decision.Nothing : new Disengaged(id, end);

    public static string Fingerprint(AgendaEntry entry) => entry.Days is { } days
        ? $"{entry.Entry:N}/{days.Week}/{days.Kind}/{days.HalfDays.Bits}"
        : string.Create(CultureInfo.InvariantCulture, $"{entry.Entry:N}/{entry.Time!.StartsAt.UtcTicks}/{entry.Time.Minutes}");

    /// <summary>Owner of: one place or meeting at most at any time, and no more to come than an agenda holds.</summary>
    private static Decision Enter(PersonState person, AgendaEntry entry, Change change, DateTimeOffset now)
    {
        var fingerprint = Fingerprint(entry);
        if (person.Answers.Of(entry.Id) is { } answer) return answer.Repeat(fingerprint) is { } refused ? refused : Decision.Nothing;
        var refusal = person.Agenda.Clash(entry) is { } clash ? Overlap(entry, clash) : Full(person.Agenda, entry, now);
        if (refusal is null) return change;
        return new Decision([new EngagementRefused(entry.Id, fingerprint, refusal.Code, refusal.Detail)], refusal);
    }

    private static Refusal? Full(AgendaEntries agenda, AgendaEntry entry, DateTimeOffset now)
    {
        if (entry.Replaces is { } replaced && agenda.Has(replaced)) return null;
        var count = agenda.CountLike(entry, now);
        if (count < (entry.Days is null ? PersonLimits.MeetingsMax : PersonLimits.PlacesMax)) return null;
        return new Refusal(AgendaFull, entry.Days is null
            ? $"There are already {count} meetings booked, which is the maximum. Cancel one before you book another."
            : $"You have {count} places and waiting list entries, which is the maximum. Give one up before you ask for another.");
    }

    private static Refusal Overlap(AgendaEntry entry, AgendaEntry clash) => new(AgendaOverlap, (entry.Days, clash.Days) switch
    {
        (not null, { } days) => $"You already have a place at {days.Host} on {days.HalfDays} of that week. Give up that place first.",
        (not null, null) => $"You have a meeting on {LondonDay(clash.StartsAt)}, during this taster week. Move or cancel it first.",
        (null, { } days) => $"There is a taster week at {days.Host} on this half-day. Choose another time.",
        _ => "There is already a meeting at this time. Choose another time.",
    });

    private static string LondonDay(DateTimeOffset at) => HalfDayTimes.DayOf(at).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
