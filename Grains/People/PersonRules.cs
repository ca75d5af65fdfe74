using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.People;

/// <summary>What a person's agenda allows. Pure.</summary>
internal static class PersonRules
{
    /// <summary>Owner of: one place at most on any half-day. A waiting entry takes no time and is not checked for overlap.</summary>
    public static Decision Ask(PersonState person, AskForPlace command, HalfDays halfDays, string host, PersonAction action)
    {
        if (person.Entries.CountOpen() >= PersonLimits.OpenEntriesMax)
            return Refused(command, action, new Refusal(AgendaFull, $"You have {PersonLimits.OpenEntriesMax} open places and waiting entries; give one up first."));
        if (action == PersonAction.Hold && person.Entries.Clash(command.Week, halfDays, command.Id) is { } clash) return Refused(command, action, Overlap(clash));
        if (action == PersonAction.Hold && person.Engagements.Clash(command.Week, halfDays) is { } meeting) return Refused(command, action, Overlap(meeting));
        return new PlaceAsked(command.Id, command.Week, command.Kind, halfDays, host, action);
    }

    public static Decision Accept(PersonState person, ActOnPlace command, HalfDays halfDays)
    {
        var entry = person.Entries[command.Place];
        if (person.Entries.Clash(entry.Week, halfDays, entry.Place) is { } clash) return Refused(command, PersonAction.Accept, Overlap(clash));
        if (person.Engagements.Clash(entry.Week, halfDays) is { } meeting) return Refused(command, PersonAction.Accept, Overlap(meeting));
        return new AcceptanceAsked(command.Id, command.Place, halfDays);
    }

    /// <summary>Takes over what the week says of a place; nothing when it is known already, or older than what is known: an outdated activation may speak.</summary>
    public static Decision Settle(PersonState person, PlaceView view)
    {
        if (!person.Entries.TryGetValue(view.Id, out var entry)) return Decision.Nothing;
        if (!entry.IsOpen || IsOutdated(entry.State, view)) return Decision.Nothing;
        var known = entry.State == view.State && entry.Until == view.Until && entry.HalfDays == view.HalfDays;
        var accepted = entry.Accepting is not null && view.State is not (PlaceState.Waiting or PlaceState.Offered);
        return known && !accepted ? Decision.Nothing : new PlaceSettled(view.Id, view.HalfDays, view.State, view.Until);
    }

    /// <summary>Whether a week's word is older than what is known of the place.</summary>
    public static bool IsOutdated(PlaceState known, PlaceView view) => Stage(view.State) < Stage(known);

    /// <summary>Confirmed or ended: nothing that is accepted now would take half-days that the agenda has not set aside.</summary>
    public static bool IsSettled(PlaceState known) => Stage(known) >= Stage(PlaceState.Confirmed);

    public static Change Refused(AskForPlace command, PersonAction action, Refusal refusal) =>
        new CommandRefused(command.Id, action, command.Week, command.Kind, null, refusal.Code, refusal.Detail);

    public static Change Refused(ActOnPlace command, PersonAction action, Refusal refusal) =>
        new CommandRefused(command.Id, action, null, null, command.Place, refusal.Code, refusal.Detail);

    /// <summary>A place's life only goes forward.</summary>
    private static int Stage(PlaceState state) => state switch
    {
        PlaceState.Asked => 0,
        PlaceState.Waiting => 1,
        PlaceState.Offered or PlaceState.Held => 2,
        PlaceState.Confirmed => 3,
        _ => 4,
    };

    private static Refusal Overlap(Engagement meeting) =>
        new(AgendaOverlap, $"You have a meeting on {LondonDay(meeting.StartsAt)}, on a half-day of this taster. Move or cancel it first.");

    private static string LondonDay(DateTimeOffset at) => HalfDayTimes.DayOf(at).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static Refusal Overlap(AgendaEntry clash) =>
        new(AgendaOverlap, $"You are at {clash.Host} on {clash.HalfDays} of that week. Give up that place first.");
}
