using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Common;

/// <summary>Instants are written in UTC with a Z, and read only with a zone: a time without one would depend on where the server stands.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (text is null || text.Length > 40 || !HasZone(text) || !reader.TryGetDateTimeOffset(out var instant))
            throw new JsonException("Write a date and time like 2026-08-03T09:00:00Z or 2026-08-03T10:00:00+01:00.");
        return instant.ToUniversalTime();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    private static bool HasZone(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
}
