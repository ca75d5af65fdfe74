using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OutreachSilo.Kernel;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>
/// Every kind of change ever written, with its permanent alias and its JSON. An alias is never renamed or reused; golden files pin
/// each one.
/// </summary>
internal static class ChangeCatalog
{
    private static readonly (string Kind, JsonTypeInfo Type)[] All = [.. KernelChanges.All, .. TasterChanges.All, .. PersonChanges.All, .. PlacementChanges.All, .. PracticeChanges.All,
    .. SchemeChanges.All, .. MentorChanges.All, .. MenteeChanges.All, .. MentorshipChanges.All];

    private static readonly FrozenDictionary<string, JsonTypeInfo> ByKind = All.ToFrozenDictionary(x => x.Kind, x => x.Type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, (string Kind, JsonTypeInfo Type)> ByType = All.ToFrozenDictionary(x => x.Type.Type, x => x);

    public static IEnumerable<string> Kinds => ByKind.Keys;

    public static string KindOf(Change change) => ByType[change.GetType()].Kind;

    public static JournalEntry Write(Change change, long version, DateTimeOffset at, string actor, Guid command)
    {
        var (kind, type) = ByType[change.GetType()];
        return new JournalEntry(version, at, kind, JsonSerializer.SerializeToUtf8Bytes(change, type), actor, command);
    }

    /// <exception cref="InvalidDataException">The kind is unknown (written by a newer version?) or the body is not of its form.</exception>
    public static Change Read(JournalEntry entry)
    {
        if (!ByKind.TryGetValue(entry.Kind, out var type))
            throw new InvalidDataException($"The journal holds a change of kind '{entry.Kind}', which this version does not know.");
        try
        {
            return (Change)(JsonSerializer.Deserialize(entry.Body.Span, type) ?? throw new InvalidDataException($"A change of kind '{entry.Kind}' is null."));
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"A change of kind '{entry.Kind}', version {entry.Version}, cannot be read: {fault.Message}", fault);
        }
    }
}
