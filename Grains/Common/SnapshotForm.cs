using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OutreachSilo.Common;

/// <summary>
/// How a state is written into a snapshot and made again. The number in the alias is raised with every change of the body or of what the fold
/// makes of a change: a snapshot of another number is ignored. A golden file pins each.
/// </summary>
internal sealed record SnapshotForm<TState>(string Alias, Func<TState, byte[]> Write, Func<string, ReadOnlyMemory<byte>, TState> Read)
{
    public static SnapshotForm<TState> Of<TBody>(string alias, JsonTypeInfo<TBody> json, Func<TState, TBody> write, Func<string, TBody, TState> read)
        where TBody : class => new(
            alias,
            state => JsonSerializer.SerializeToUtf8Bytes(write(state), json),
            (key, body) => read(key, JsonSerializer.Deserialize(body.Span, json) ?? throw new JsonException("The state is null.")));
}
