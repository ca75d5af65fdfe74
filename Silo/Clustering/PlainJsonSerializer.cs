using System.Text.Json;
using Orleans.Storage;

namespace OutreachSilo.Clustering;

/// <summary>Grain state as JSON without names of .NET types, so that types may be renamed and moved.</summary>
internal sealed class PlainJsonSerializer : IGrainStorageSerializer
{
    public static readonly PlainJsonSerializer Instance = new();

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span);
}
