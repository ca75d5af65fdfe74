using System.Globalization;

namespace OutreachSilo.Common;

internal static class PlainText
{
    /// <summary>False for control characters, lone surrogates and the marks that turn the writing direction: text that shows as something else than it is.</summary>
    public static bool IsPlainText(this string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsSurrogatePair(text, index))
            {
                index++;
                continue;
            }

            if (char.IsSurrogate(text[index]) || char.IsControl(text[index])) return false;
            if (CharUnicodeInfo.GetUnicodeCategory(text[index]) == UnicodeCategory.Format && text[index] is not ('\u200C' or '\u200D')) return false;
        }

        return true;
    }
}
