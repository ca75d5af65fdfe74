using System.Globalization;
using System.Text;

namespace OutreachSilo.Kernel;

/// <summary>
/// Text as it is compared: search, signatures, postcodes and passwords all use this one folding, so that what reads the same to a person is
/// the same to the service.
/// </summary>
public static class FoldedText
{
    /// <summary>
    /// Compatibility forms are unified (Unicode NFKC) and case is ignored. Apostrophes and full stops are left out, as are format and control
    /// characters; hyphens, commas, brackets and every kind of space become one space between two words; an ampersand is the word "and".
    /// </summary>
    /// <param name="text">Null and text that is not well-formed UTF-16 are folded too; a lone surrogate is left out.</param>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var folded = new StringBuilder(text.Length);
        var isBetweenWords = false;
        foreach (var rune in WellFormed(text).Normalize(NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant().EnumerateRunes())
        {
            if (IsLeftOut(rune)) continue;
            if (IsSeparator(rune))
            {
                isBetweenWords = true;
                continue;
            }

            var isAnd = rune.Value == '&';
            if ((isBetweenWords || isAnd) && folded.Length > 0) folded.Append(' ');
            if (isAnd) folded.Append("and");
            else folded.Append(rune.ToString());
            isBetweenWords = isAnd;
        }

        return folded.ToString();
    }

    /// <summary>The words of the folded text, in order.</summary>
    public static string[] Words(string? text) => Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether two texts read the same to a person; text that folds to nothing is the same as nothing.</summary>
    public static bool Same(string? one, string? other) => Of(one) is { Length: > 0 } folded && folded == Of(other);

    /// <summary>Without lone surrogates; the acute accent that is typed for an apostrophe would become a space and a mark.</summary>
    private static string WellFormed(string text)
    {
        var typed = text.Replace('\u00b4', '\'');
        return typed.Any(char.IsSurrogate) ? string.Concat(typed.EnumerateRunes().Where(static rune => rune != Rune.ReplacementChar)) : typed;
    }

    private static bool IsLeftOut(Rune rune) =>
        rune.Value is '\'' or '\u2018' or '\u2019' or '\u201b' or '\u02bc' or '`' or '\u2032' or '.'
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || (Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune));

    private static bool IsSeparator(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || rune.Value is ',' or '(' or ')' or '[' or ']' or '\u2212'
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.DashPunctuation;
}
