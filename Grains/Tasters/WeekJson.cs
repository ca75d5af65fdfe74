using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Tasters;

/// <summary>A week as its key: <c>"week/K81001/2026-08-03"</c>.</summary>
internal sealed class WeekIdJson : JsonConverter<WeekId>
{
    public override WeekId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        WeekId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a week.");

    public override void Write(Utf8JsonWriter writer, WeekId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>Half-days as a number: bit 0 is Monday morning … bit 9 Friday afternoon.</summary>
internal sealed class HalfDaysJson : JsonConverter<HalfDays>
{
    public override HalfDays Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetUInt16());

    public override void Write(Utf8JsonWriter writer, HalfDays value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Bits);
}
