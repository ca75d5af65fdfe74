using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Live;

/// <summary>JSON that was made before, so that one frame is made once however many get it.</summary>
[JsonConverter(typeof(RawJsonConverter))]
internal sealed record RawJson(ReadOnlyMemory<byte> Utf8);

internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Frames are only sent.");

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
