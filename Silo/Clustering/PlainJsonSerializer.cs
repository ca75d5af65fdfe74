using Orleans.Storage;
using OutreachSilo.Storage;

namespace OutreachSilo.Clustering;

/// <summary>Grain state in a cluster, as in a process that stands alone.</summary>
internal sealed class PlainJsonSerializer : IGrainStorageSerializer
{
    public static readonly PlainJsonSerializer Instance = new();

    public BinaryData Serialize<T>(T? input) => new(SnapshotSerializer.Write(input));

    public T? Deserialize<T>(BinaryData input) => SnapshotSerializer.Read<T>(input.ToMemory().Span);
}
