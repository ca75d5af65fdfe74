using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Mentoring;

/// <summary>A member as in keys: <c>"marlshire/000…0a1"</c>.</summary>
internal sealed class MemberIdJson : JsonConverter<MemberId>
{
    public override MemberId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MemberId.TryParse(reader.GetString(), out var member) ? member : throw new JsonException("Not a member of a scheme.");

    public override void Write(Utf8JsonWriter writer, MemberId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
