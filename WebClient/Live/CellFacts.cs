using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>What a page shows of one offer of one week. The script writes the same words (<c>js/cell-text.ts</c>) when numbers move.</summary>
public sealed record CellFacts(WeekId Week, OfferView Offer, bool Stopped, long Version, DateTimeOffset Now)
{
    public int Held => Offer.Held + Offer.Offered;

    public string State => this switch
    {
        { Stopped: true } => "stopped",
        _ when Now >= Offer.Closes => "closed",
        _ when Now < Offer.Opens => "soon",
        _ when Offer.Free <= 0 => "full",
        _ when Offer is { Free: 1, Capacity: > 1 } => "few",
        _ => "free",
    };

    public bool Bookable => State is "few" or "free";

    public string Numbers => State == "soon" ? Offer.Capacity.ToString(CultureInfo.InvariantCulture) : $"{Offer.Free}/{Offer.Capacity}";

    public string Word => State switch { "few" => "free", "soon" => "not open", var state => state };

    /// <summary>What the heat calendar says: the share of places taken, held ones too; or why there is none yet.</summary>
    public string Share => State switch { "soon" => "soon", "stopped" => "stop", _ => $"{PercentTaken(Held + Offer.Confirmed, Offer.Capacity)}%" };

    /// <summary>How dark the heat calendar's cell is; empty where it has no share.</summary>
    public string Level => State is "soon" or "stopped" ? "" : PercentTaken(Held + Offer.Confirmed, Offer.Capacity) switch { 0 => "none", < 50 => "low", < 100 => "high", _ => "all" };

    /// <summary>The cell in one sentence, for those who hear the page.</summary>
    public string Sentence
    {
        get
        {
            var parts = new List<string>(4) { Opening };
            if (Held > 0) parts.Add($"{Held} held" + (Offer.FreesAt is { } at ? $" until {LondonTime.Time(at)}" : ""));
            if (Offer.Confirmed > 0) parts.Add($"{Offer.Confirmed} booked");
            if (Offer.Waiting > 0) parts.Add($"{Offer.Waiting} on the waiting list");
            return string.Join(", ", parts);
        }
    }

    /// <summary>For the script: week|version|capacity|free|held|offered|confirmed|waiting|frees|opens|closes|stopped; seconds since 1970 UTC.</summary>
    public string Data => string.Create(
        CultureInfo.InvariantCulture,
        $"{BoardRowJson.KeyOf(Week)}|{Version}|{Offer.Capacity}|{Offer.Free}|{Offer.Held}|{Offer.Offered}|{Offer.Confirmed}|{Offer.Waiting}|{Offer.FreesAt?.ToUnixTimeSeconds() ?? 0}|{Offer.Opens.ToUnixTimeSeconds()}|{Offer.Closes.ToUnixTimeSeconds()}|{(Stopped ? 1 : 0)}");

    public string Address => $"/weeks/{BoardRowJson.KeyOf(Week)}";

    /// <summary>0 and 100 mean none and all; whatever lies between is rounded inwards.</summary>
    public static int PercentTaken(int taken, int capacity) => taken <= 0 ? 0
        : taken >= capacity ? 100
        : Math.Clamp((int)Math.Round(100.0 * taken / capacity, MidpointRounding.AwayFromZero), 1, 99);

    public static CellFacts Of(BoardRow row, DateTimeOffset now) => new(row.Week, row.Offer, row.Stopped, row.Version, now);

    private string Opening => State switch
    {
        "stopped" => "Booking stopped",
        "closed" => "Booking closed",
        "soon" => $"{Offer.Capacity} {(Offer.Capacity == 1 ? "place" : "places")}, booking opens {LondonTime.ShortDate(LondonTime.DateOf(Offer.Opens))} at {LondonTime.Time(Offer.Opens)}",
        _ => $"{Offer.Free} of {Offer.Capacity} free",
    };
}
