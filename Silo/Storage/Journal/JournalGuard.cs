using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Refuses what no database would take alike, in the caller's turn and before anything is queued. What fails here is a bug in the
/// caller, so it throws <see cref="ArgumentException"/>; the session stays good.
/// </summary>
internal static class JournalGuard
{
    public const int KeyCharactersMax = 200;

    private static readonly SearchValues<char> Controls = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '\u007f']);

    /// <summary>Size of the bodies in bytes, once everything is in order.</summary>
    public static int Check(string grain, IReadOnlyList<JournalEntry> entries, long last, StorageOptions limits)
    {
        if (entries.Count == 0) throw new ArgumentException($"An append of {grain} holds no entry.", nameof(entries));
        if (entries.Count > limits.BatchRowsMax)
            throw new ArgumentException($"An append of {grain} holds {entries.Count} entries; the limit is {limits.BatchRowsMax}.", nameof(entries));

        var bytes = 0L;
        var expected = last == 0 ? Math.Max(1, entries[0].Version) : last + 1;
        for (var index = 0; index < entries.Count; index++, expected++)
        {
            var entry = entries[index];
            if (entry.Version != expected)
                throw new ArgumentException($"{grain} appends version {entry.Version} where {expected} comes next.", nameof(entries));
            if (!IsText(entry.Kind)) throw new ArgumentException($"{grain} version {entry.Version}: the kind is not short plain text.", nameof(entries));
            if (!IsText(entry.Actor)) throw new ArgumentException($"{grain} version {entry.Version}: the actor is not short plain text.", nameof(entries));
            if (entry.Body.Length > StorageOptions.BodyBytesMax)
                throw new ArgumentException($"{grain} version {entry.Version}: the body has {entry.Body.Length} bytes, more than allowed.", nameof(entries));
            if (!IsJson(entry.Body.Span)) throw new ArgumentException($"{grain} version {entry.Version}: the body is not UTF-8 JSON.", nameof(entries));
            bytes += entry.Body.Length;
            foreach (var text in entry.Texts)
            {
                if (!IsText(text.Subject) || !IsText(text.Purpose) || text.Text.Length is 0 or > StorageOptions.TextCharactersMax || text.Text.Contains('\0'))
                    throw new ArgumentException($"{grain} version {entry.Version}: the text {text.Purpose} cannot be stored.", nameof(entries));
                bytes += 3L * text.Text.Length;
            }
        }

        if (bytes > StorageOptions.BatchBytesMax)
            throw new ArgumentException($"An append of {grain} holds {bytes} bytes, more than allowed.", nameof(entries));
        return (int)bytes;
    }

    /// <summary>Not empty, at most 200 characters, well-formed Unicode without control characters.</summary>
    public static bool IsText(string? text) => text is { Length: > 0 and <= KeyCharactersMax } && IsPlain(text);

    /// <summary>A row of this grain that the summary table takes on both databases.</summary>
    public static bool IsSummary(SummaryRow row, string grain) =>
        row.Grain == grain && IsText(row.Kind) && IsPlain(row.Region) && IsPlain(row.Search)
        && row.Search.Length <= StorageOptions.BodyBytesMax && row.Body.Length <= StorageOptions.BodyBytesMax && IsJson(row.Body.Span);

    private static bool IsPlain(string text)
    {
        var span = text.AsSpan();
        if (span.ContainsAny(Controls)) return false;
        var surrogate = span.IndexOfAnyInRange('\ud800', '\udfff');
        if (surrogate < 0) return true;
        for (var index = surrogate; index < span.Length; index++)
        {
            if (!char.IsSurrogate(span[index])) continue;
            if (index + 1 == span.Length || !char.IsSurrogatePair(span[index], span[index + 1])) return false;
            index++;
        }

        return true;
    }

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body)) return false;
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                // each token is checked by being read
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
