using System.Globalization;
using System.Text;

namespace OutreachSilo.Common;

/// <summary>Reads values of an address; keeps the first thing that is wrong with them.</summary>
internal sealed class QueryValues
{
    private static readonly CompositeFormat DayFormat = CompositeFormat.Parse("{0} must be a date like 2026-08-03.");

    public Refusal? Refusal { get; private set; }

    public int Number(string name, string? text, int fallback, int least, int most)
    {
        if (text is null) return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        return Wrong($"{name} must be a whole number from {least} to {most}.", fallback);
    }

    public DateOnly? Day(string name, string? text)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2199) return day;
        return Wrong(string.Format(CultureInfo.InvariantCulture, DayFormat, name), (DateOnly?)null);
    }

    public bool Flag(string name, string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => Wrong($"{name} must be true or false.", false),
    };

    public string? Text(string name, string? text, int charactersMax)
    {
        if (text is null || text.Length == 0) return null;
        return text.Length <= charactersMax && text.IsPlainText() ? text : Wrong($"{name} must be plain text of {charactersMax} characters or fewer.", (string?)null);
    }

    /// <summary>
    /// Text that is only compared, as <see cref="Kernel.FoldedText"/> does, and shown to nobody: it may bring along the format characters and
    /// line breaks of where it was copied.
    /// </summary>
    public string? Search(string name, string? text, int charactersMax)
    {
        if (text is null || text.Length == 0) return null;
        var isText = text.Length <= charactersMax
            && text.EnumerateRunes().All(static rune => rune != Rune.ReplacementChar && (!Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)));
        return isText ? text : Wrong($"{name} must be plain text of {charactersMax} characters or fewer.", (string?)null);
    }

    public void Require(bool condition, string detail)
    {
        if (!condition) Wrong(detail, false);
    }

    private T Wrong<T>(string detail, T fallback)
    {
        Refusal ??= new Refusal(ProblemCodes.InvalidRequest, detail);
        return fallback;
    }
}
