using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>The declaration of one kind of change: the one place where whatever concerns the kind as a whole is said.</summary>
/// <param name="Kind">Permanent alias in the journal; never renamed or reused.</param>
/// <param name="Type">The record that it is read as.</param>
internal sealed record ChangeType(string Kind, Type Type)
{
    public static ChangeType Of<TChange>(string kind)
        where TChange : Change => new(kind, typeof(TChange));
}

/// <summary>Every kind of change that one aggregate has ever written, with its JSON; golden files pin each one.</summary>
internal sealed class ChangeSet
{
    private readonly JsonSerializerOptions json;
    private readonly FrozenDictionary<string, ChangeType> byKind;
    private readonly FrozenDictionary<Type, ChangeType> byType;

    /// <param name="converters">For types that the aggregate's journal writes in its own way.</param>
    /// <exception cref="ArgumentException">A kind or a record is declared twice.</exception>
    public ChangeSet(ImmutableArray<ChangeType> all, params JsonConverter[] converters)
    {
        All = all;
        byKind = all.ToDictionary(change => change.Kind, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
        byType = all.ToDictionary(change => change.Type).ToFrozenDictionary();
        json = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };
        foreach (var converter in converters) json.Converters.Add(converter);
        json.Converters.Add(new JsonStringEnumConverter());
    }

    public ImmutableArray<ChangeType> All { get; }

    public IEnumerable<string> Kinds => All.Select(change => change.Kind);

    public string KindOf(Change change) => byType[change.GetType()].Kind;

    public JournalEntry Write(Change change, long version, DateTimeOffset at, string actor, Guid command)
    {
        var (kind, type) = byType[change.GetType()];
        return new JournalEntry(version, at, kind, JsonSerializer.SerializeToUtf8Bytes(change, type, json), actor, command);
    }

    /// <exception cref="InvalidDataException">The kind is unknown (written by a newer version?) or the body is not of its form.</exception>
    public Change Read(JournalEntry entry)
    {
        if (!byKind.TryGetValue(entry.Kind, out var change))
            throw new InvalidDataException($"The journal holds a change of kind '{entry.Kind}', which this version does not know.");
        try
        {
            return (Change?)JsonSerializer.Deserialize(entry.Body.Span, change.Type, json)
                ?? throw new InvalidDataException($"A change of kind '{entry.Kind}' is null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException(
                $"A change of kind '{entry.Kind}', version {entry.Version}, cannot be read: {fault.Message}", fault);
        }
    }
}
