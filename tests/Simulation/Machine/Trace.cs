using System.Globalization;

namespace OutreachSilo.Machine;

/// <summary>What happened, in order: a digest over all of it, and the last lines to read.</summary>
internal sealed class Trace
{
    private const int LinesKept = 400;

    private readonly Queue<string> lines = [];
    private ulong digest = 14695981039346656037;

    public long Steps { get; private set; }

    /// <summary>Equal in two runs when, for all that was traced, they are the same run.</summary>
    public string Digest => digest.ToString("x16", CultureInfo.InvariantCulture);

    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>Where every line goes besides, for a replay.</summary>
    public TextWriter? Copy { get; set; }

    public void Step(int process, DateTimeOffset now)
    {
        Steps++;
        Mix((ulong)process);
        Mix((ulong)now.Ticks);
    }

    public void Write(DateTimeOffset now, string process, string text)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{now:HH:mm:ss.ffff} {process,-8} {text}");
        foreach (var letter in line) Mix(letter);
        if (lines.Count == LinesKept) lines.Dequeue();
        lines.Enqueue(line);
        Copy?.WriteLine(line);
    }

    private void Mix(ulong value) => digest = unchecked((digest ^ value) * 1099511628211);
}
