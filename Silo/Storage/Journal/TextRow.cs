using OutreachSilo.Kernel;

namespace OutreachSilo.Storage;

/// <summary>A row of the table <c>texts</c> to be.</summary>
internal readonly record struct TextRow(WrittenText Text, int Chunk, DateTimeOffset At, string Body)
{
    /// <summary>Characters of a row.</summary>
    public const int ChunkCharactersMax = 16 * 1024;

    /// <summary>A text in pieces; a surrogate pair is never parted.</summary>
    public static IEnumerable<TextRow> Of(WrittenText text, DateTimeOffset at)
    {
        var written = text.Text;
        for (int chunk = 0, from = 0; from < written.Length; chunk++)
        {
            var length = Math.Min(ChunkCharactersMax, written.Length - from);
            if (from + length < written.Length && char.IsHighSurrogate(written[from + length - 1])) length--;
            yield return new TextRow(text, chunk, at, written.Substring(from, length));
            from += length;
        }
    }
}
