using System.Text.Json.Serialization;

namespace OutreachSilo.Live;

/// <summary>
/// What can move of one line of a board, as the hub pushes it; names as in <see cref="BoardRowJson"/>. Who the host is and where stands on the page, and the API says it. Absent
/// members are null or false. A page keeps the line with the highest <c>v</c> of a key, in whatever order lines arrive.
/// </summary>
internal sealed record BoardLineJson(
    [property: JsonPropertyName("k")] string Key,
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
    [property: JsonPropertyName("v")] long Version)
{
    public static BoardLineJson Of(BoardLine line) => new(
        line.Key, line.Row.Offer.Capacity, line.Row.Offer.Free, line.Row.Offer.Held, line.Row.Offer.Offered, line.Row.Offer.Confirmed, line.Row.Offer.Waiting,
        line.Row.Offer.FreesAt, line.Row.Offer.Opens, line.Row.Offer.Closes, line.Row.Stopped, line.Row.Version);
}
