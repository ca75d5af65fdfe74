using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.People;
using OutreachSilo.Practices;

namespace OutreachSilo.Tasters;

/// <summary>Asks for a place or for a position on the waiting list.</summary>
/// <param name="Kind">"Foundation" or "School".</param>
internal sealed record HoldJson(string Kind);

/// <param name="Capacity">Places on each half-day, 1 to 50.</param>
internal sealed record CapacityJson(int Capacity);

/// <param name="Part">"am" or "pm".</param>
internal sealed record HalfDayJson(DateOnly Date, string Part);

/// <summary>One person's place, offer or waiting entry.</summary>
/// <param name="Until">When a hold or an offer runs out.</param>
/// <param name="Position">1-based, while Waiting.</param>
/// <param name="HalfDaysText">For people, for example "Tue–Fri".</param>
internal sealed record PlaceJson(
    Guid Id, string Practice, DateOnly Monday, string HostName, string Kind, string State, DateTimeOffset? Until, int? Position, IReadOnlyList<HalfDayJson> HalfDays, string HalfDaysText)
{
    public static PlaceJson Of(PlaceView place) => new(
        place.Id, place.Week.Practice, place.Week.Monday, place.HostName, Names.Of(place.Kind), place.State.ToString(), place.Until, place.State == PlaceState.Waiting ? place.Position : null,
        Names.DatesOf(place.Week.Monday, place.HalfDays), place.HalfDays.ToString());
}

/// <param name="Meetings">By start; of those that ended, the last.</param>
internal sealed record AgendaJson(IReadOnlyList<PlaceJson> Entries, IReadOnlyList<AgendaMeetingJson> Meetings, long Version)
{
    public static AgendaJson Of(AgendaView agenda) => new([.. agenda.Entries.Select(PlaceJson.Of)], [.. agenda.Engagements.Select(AgendaMeetingJson.Of)], agenda.Version);
}

/// <summary>Something at an instant in an agenda.</summary>
/// <param name="Id">Stays the same when it moves.</param>
/// <param name="Mentorship">The pair that meets.</param>
/// <param name="Ended">Cancelled, or moved to another time.</param>
internal sealed record AgendaMeetingJson(Guid Id, Guid? Mentorship, DateTimeOffset StartsAt, DateTimeOffset EndsAt, bool Ended)
{
    public static AgendaMeetingJson Of(EngagementView engagement) =>
        new(engagement.Entry, AgendaMeeting.PairOf(engagement), engagement.StartsAt, engagement.StartsAt.AddMinutes(engagement.Minutes), engagement.Ended);
}

internal sealed record HostJson(string Name, string Region, string Icb, string Pcn, string PcnName, string Postcode, double? Latitude, double? Longitude, IReadOnlyList<string> Access)
{
    public static HostJson Of(HostFacts host) => new(
        host.Name, host.Region, host.Icb, host.Pcn, host.PcnName, host.Postcode,
        double.IsFinite(host.Latitude) ? host.Latitude : null, double.IsFinite(host.Longitude) ? host.Longitude : null, AccessJson.Of(host.Access));
}

/// <summary>The room of one kind: free = places that can be held now; freesAt = when the first hold or offer runs out.</summary>
internal sealed record OfferJson(
    string Kind, IReadOnlyList<HalfDayJson> HalfDays, string HalfDaysText, int Capacity, int Free, int Held, int Offered, int Confirmed, int Waiting,
    DateTimeOffset? FreesAt, DateTimeOffset Opens, DateTimeOffset Closes, string Supervisor, int HoldMinutes)
{
    public static OfferJson Of(DateOnly monday, OfferView offer) => new(
        Names.Of(offer.Kind), Names.DatesOf(monday, offer.HalfDays), offer.HalfDays.ToString(), offer.Capacity, offer.Free, offer.Held, offer.Offered, offer.Confirmed,
        offer.Waiting, offer.FreesAt, offer.Opens, offer.Closes, offer.Supervisor, offer.HoldMinutes);
}

/// <param name="Stopped">Why booking was stopped, or null.</param>
internal sealed record WeekJson(string Practice, DateOnly Monday, HostJson Host, IReadOnlyList<OfferJson> Offers, int DeskLimit, string? Stopped, long Version)
{
    public static WeekJson Of(WeekView week) => new(
        week.Id.Practice, week.Id.Monday, HostJson.Of(week.Host), [.. week.Offers.Select(offer => OfferJson.Of(week.Id.Monday, offer))], week.DeskLimit, week.Stopped, week.Version);
}

/// <param name="Name">Display name; for hosts and coordinators only.</param>
internal sealed record WeekPersonJson(Guid Place, string Person, string Name, string Kind, string State, DateTimeOffset Since, DateTimeOffset? Until);

internal sealed record WeekPeopleJson(IReadOnlyList<WeekPersonJson> People, int Waiting);

/// <summary>How the API writes the words of the domain.</summary>
internal static class Names
{
    public static string Of(TasterKind kind) => kind == TasterKind.Foundation ? nameof(TasterKind.Foundation) : nameof(TasterKind.School);

    public static bool TryKind(string? text, out TasterKind kind)
    {
        kind = text == nameof(TasterKind.School) ? TasterKind.School : TasterKind.Foundation;
        return text is nameof(TasterKind.School) or nameof(TasterKind.Foundation);
    }

    public static readonly Refusal NoSuchKind = new(RefusalCodes.InvalidCommand, "kind must be Foundation or School.");

    public static readonly Refusal NoSuchWeek = new(RefusalCodes.WeekUnknown, "Taster week not found. Use a practice code and a Monday, for example K81001/2026-08-03.");

    public static HalfDayJson[] DatesOf(DateOnly monday, HalfDays halfDays) =>
        [.. Enumerable.Range(0, HalfDays.PerWeek).Where(halfDays.Contains).Select(halfDay => new HalfDayJson(monday.AddDays(halfDay / 2), halfDay % 2 == 0 ? "am" : "pm"))];

    /// <summary>Half-days of a normal week, written <c>mon-am</c> … <c>fri-pm</c>.</summary>
    public static bool TryHalfDays(IReadOnlyList<string>? names, out HalfDays halfDays)
    {
        halfDays = names is null ? HalfDays.WholeWeek : HalfDays.None;
        if (names is null) return true;
        if (names.Count is 0 or > HalfDays.PerWeek) return false;
        foreach (var name in names)
        {
            var index = Array.IndexOf(HalfDayNames, name);
            if (index < 0 || halfDays.Contains(index)) return false;
            halfDays = halfDays.With(new HalfDays((ushort)(1 << index)));
        }

        return true;
    }

    public static readonly string[] HalfDayNames = [.. from day in new[] { "mon", "tue", "wed", "thu", "fri" } from part in new[] { "am", "pm" } select $"{day}-{part}"];

    public static string EntityTag(WeekView week) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{week.Version}-{string.Join('-', week.Offers.Select(it => $"{it.Free}.{it.Held}.{it.Offered}.{it.Confirmed}.{it.Waiting}"))}\"");
}
