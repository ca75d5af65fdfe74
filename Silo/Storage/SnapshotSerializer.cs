using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>Stored states as JSON by source generation: without names of .NET types, so that types may be renamed and moved.</summary>
internal static class SnapshotSerializer
{
    public static byte[] Write<T>(T? state) => JsonSerializer.SerializeToUtf8Bytes(state, TypeOf<T?>());

    /// <summary>Null for what is no JSON of this type.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, TypeOf<T>());
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static JsonTypeInfo<T> TypeOf<T>() =>
        SnapshotJson.Default.GetTypeInfo(typeof(T)) as JsonTypeInfo<T> ?? throw new NotSupportedException($"{typeof(T)} is not stored: add it to {nameof(SnapshotJson)}.");
}
