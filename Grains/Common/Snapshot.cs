using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Common;

/// <summary>
/// A grain's state as it was at one version of its journal: a cache of the fold and nothing else. All snapshots may be deleted at any time.
/// </summary>
[GenerateSerializer, Alias("snapshot")]
public sealed class Snapshot
{
    /// <summary>Name of the storage that keeps snapshots.</summary>
    public const string Storage = "snapshots";

    /// <summary>Permanent alias of the state and the number of its form, for example <c>week/1</c>. Empty where there is none.</summary>
    [Id(0)]
    public string Form { get; set; } = "";

    /// <summary>Of the last change that the state has seen.</summary>
    [Id(1)]
    public long Version { get; set; }

    /// <summary>The state as UTF-8 JSON, without CLR type names and without personal data.</summary>
    [Id(2), JsonConverter(typeof(WrittenJson))]
    public byte[] State { get; set; } = [];

    /// <summary>Over the grain's key, all of the above and the change at that version, so that nothing damaged, of another grain or of another journal is believed.</summary>
    [Id(3)]
    public string Digest { get; set; } = "";

    /// <param name="last">The last change that the state has seen.</param>
    internal static Snapshot Of(string grain, string form, JournalEntry last, byte[] state) =>
        new() { Form = form, Version = last.Version, State = state, Digest = DigestOf(grain, form, last, state) };

    internal bool IsOf(string grain, JournalEntry last) => State is not null && last.Version == Version && Digest == DigestOf(grain, Form, last, State);

    private static string DigestOf(string grain, string form, JournalEntry last, byte[] state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{grain}\n{form}\n{last.Version}\n{last.Kind}\n{last.Actor}\n{last.Command}\n{last.Body.Length}\n")));
        hash.AppendData(last.Body.Span);
        hash.AppendData(state);
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}

/// <summary>How snapshots lie in a database.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Snapshot))]
public sealed partial class SnapshotJson : JsonSerializerContext;

/// <summary>JSON inside JSON as it is, rather than as text in quotes.</summary>
internal sealed class WrittenJson : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonMarshal.GetRawUtf8Value(document.RootElement).ToArray();
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        if (value.Length == 0) writer.WriteNullValue();
        else writer.WriteRawValue(value, skipInputValidation: true);
    }
}
