using System.Globalization;
using System.Text.Json.Serialization;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>
/// One line of a board as the API answers it; the hub pushes what can move of it, <see cref="BoardLineJson"/>. Absent members are null or false.
/// </summary>
/// <param name="Key"><c>k</c>: ODS code and Monday, <c>K81001/2026-08-03</c>.</param>
/// <param name="Name"><c>n</c>: name of the practice.</param>
/// <param name="Pcn"><c>p</c>: PCN code, empty for none.</param>
/// <param name="PcnName"><c>pn</c>.</param>
/// <param name="Monday"><c>d</c>: the Monday, <c>yyyy-MM-dd</c>.</param>
/// <param name="HalfDays"><c>h</c>: bits, 1 = Monday morning … 512 = Friday afternoon.</param>
/// <param name="Capacity"><c>c</c>: places on each half-day.</param>
/// <param name="Free"><c>f</c>: places that can be held now.</param>
/// <param name="Held"><c>hd</c>.</param>
/// <param name="Offered"><c>of</c>: reserved by the waiting list.</param>
/// <param name="Confirmed"><c>cf</c>.</param>
/// <param name="Waiting"><c>w</c>: people on the waiting list.</param>
/// <param name="FreesAt"><c>fa</c>: UTC instant (ISO 8601) at which the first hold or offer runs out.</param>
/// <param name="Opens"><c>o</c>: UTC instant.</param>
/// <param name="Closes"><c>cl</c>: UTC instant.</param>
/// <param name="Stopped"><c>s</c>: the host stopped booking.</param>
/// <param name="Version"><c>v</c>: journal version of the week.</param>
/// <param name="Latitude"><c>la</c>: WGS84 degrees, absent where unknown.</param>
/// <param name="Longitude"><c>lo</c>.</param>
/// <param name="Postcode"><c>pc</c>.</param>
public sealed record BoardRowJson(
    [property: JsonPropertyName("k")] string Key,
    [property: JsonPropertyName("n")] string Name,
    [property: JsonPropertyName("p")] string Pcn,
    [property: JsonPropertyName("pn")] string PcnName,
    [property: JsonPropertyName("d")] DateOnly Monday,
    [property: JsonPropertyName("h")] int HalfDays,
    [property: JsonPropertyName("c")] int Capacity,
    [property: JsonPropertyName("f")] int Free,
    [property: JsonPropertyName("hd")] int Held,
    [property: JsonPropertyName("of")] int Offered,
    [property: JsonPropertyName("cf")] int Confirmed,
    [property: JsonPropertyName("w")] int Waiting,
    [property: JsonPropertyName("fa"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? FreesAt,
    [property: JsonPropertyName("o")] DateTimeOffset Opens,
    [property: JsonPropertyName("cl")] DateTimeOffset Closes,
    [property: JsonPropertyName("s"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Stopped,
    [property: JsonPropertyName("v")] long Version,
    [property: JsonPropertyName("la"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Latitude,
    [property: JsonPropertyName("lo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Longitude,
    [property: JsonPropertyName("pc")] string Postcode)
{
    public static string KeyOf(WeekId week) => string.Create(CultureInfo.InvariantCulture, $"{week.Practice}/{week.Monday:yyyy-MM-dd}");

    public static BoardRowJson Of(BoardRow row) => new(
        KeyOf(row.Week), row.Host.Name, row.Host.Pcn, row.Host.PcnName, row.Week.Monday, row.Offer.HalfDays.Bits, row.Offer.Capacity, row.Offer.Free,
        row.Offer.Held, row.Offer.Offered, row.Offer.Confirmed, row.Offer.Waiting, row.Offer.FreesAt?.ToUniversalTime(), row.Offer.Opens.ToUniversalTime(),
        row.Offer.Closes.ToUniversalTime(), row.Stopped, row.Version, Known(row.Host.Latitude), Known(row.Host.Longitude), row.Host.Postcode);

    private static double? Known(double degrees) => double.IsFinite(degrees) ? degrees : null;
}
