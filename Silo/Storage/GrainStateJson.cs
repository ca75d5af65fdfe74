using System.Text.Json;
using Orleans.Storage;

namespace OutreachSilo.Storage;

/// <summary>Grain state in the database as JSON, without names of .NET types; what is not such JSON reads as none.</summary>
internal sealed class GrainStateJson : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

    public T Deserialize<T>(BinaryData input)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(input)!;
        }
        catch (JsonException)
        {
            return default!;
        }
    }
}
