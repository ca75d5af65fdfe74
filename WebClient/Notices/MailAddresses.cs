using System.Diagnostics.CodeAnalysis;
using MimeKit;

namespace OutreachSilo.Notices;

/// <summary>Reads an address, with or without a display name, by the strict grammar: one mailbox with a domain.</summary>
internal static class MailAddresses
{
    private static readonly ParserOptions Strict = new()
    {
        AddressParserComplianceMode = RfcComplianceMode.Strict,
        AllowAddressesWithoutDomain = false,
        AllowUnquotedCommasInAddresses = false,
    };

    public static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? address)
    {
        address = null;
        return !text.Any(char.IsControl) && MailboxAddress.TryParse(Strict, text, out address);
    }

    /// <exception cref="FormatException">The text is no address.</exception>
    public static MailboxAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("This is not an email address.");

    /// <summary>True for an address alone: no display name, comment or space around it.</summary>
    public static bool IsPlain(string text) => TryParse(text, out var address) && address.Address == text;
}
