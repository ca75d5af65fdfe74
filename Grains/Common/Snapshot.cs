using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OutreachSilo.Common;

/// <summary>An aggregate's state at one version of its journal: a cache that shortens replay and may be deleted at any time.</summary>
[GenerateSerializer, Alias("snapshot")]
public sealed class Snapshot
{
    /// <summary>Name of the grain storage that holds snapshots.</summary>
    public const string Storage = "snapshots";

    /// <summary>Fingerprint of the build that wrote it; any other build ignores it.</summary>
    [Id(0)]
    public string Build { get; set; } = "";

    /// <summary>Version of the last change that the state includes; 0 for none.</summary>
    [Id(1)]
    public long Version { get; set; }

    /// <summary>SHA-256 over the grain's key, everything else in this snapshot, and the change at that version.</summary>
    [Id(2)]
    public string Digest { get; set; } = "";

    /// <summary>The state as <see cref="StateJson"/> writes it, without personal data.</summary>
    [Id(3)]
    public JsonElement State { get; set; }

    /// <param name="last">The last change that the state includes.</param>
    internal static Snapshot Of(string grain, string build, JournalEntry last, JsonElement state) =>
        new() { Build = build, Version = last.Version, State = state, Digest = DigestOf(grain, build, last, state) };

    /// <summary>False for a snapshot that is damaged, of another grain or of another journal.</summary>
    internal bool Matches(string grain, JournalEntry last) =>
        State.ValueKind == JsonValueKind.Object && last.Version == Version && Digest == DigestOf(grain, Build, last, State);

    /// <remarks>The state is written anew, because a storage may have escaped its characters in another way.</remarks>
    private static string DigestOf(string grain, string build, JournalEntry last, JsonElement state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant(
            $"{grain}\n{build}\n{last.Version}\n{last.Kind}\n{last.Actor}\n{last.Command}\n{last.Body.Length}\n")));
        hash.AppendData(last.Body.Span);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(state));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
