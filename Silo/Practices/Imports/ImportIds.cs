using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OutreachSilo.Practices;

/// <summary>
/// Command ids of import rows, made from what the row says: a repeated attempt is the same command. The version that the row was compared
/// with is part of it, so that facts which come back after a change are a new command and not a repeat.
/// </summary>
internal static class ImportIds
{
    public static Guid Register(PracticeFacts facts, long knownVersion) => From(
    [
        "register", facts.OdsCode, Text(knownVersion), facts.Name, string.Join('\n', facts.Address), facts.Postcode, facts.Region, facts.Icb, facts.SubIcb,
        facts.Phone, Text(facts.Opened), Text(facts.Latitude), Text(facts.Longitude), facts.PositionQuality,
    ]);

    public static Guid Close(string odsCode, DateOnly closed, long knownVersion) => From(["close", odsCode, Text(knownVersion), Text(closed)]);

    public static Guid JoinPcn(string odsCode, string pcn, string pcnName, DateOnly from, long knownVersion) =>
        From(["join-pcn", odsCode, Text(knownVersion), pcn, pcnName, Text(from)]);

    private static string Text(FormattableString value) => FormattableString.Invariant(value);

    private static string Text(DateOnly? value) => Text($"{value:O}");

    private static string Text(long value) => Text($"{value}");

    private static string Text(double value) => Text($"{value:R}");

    private static Guid From(ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            // Lengths go in as well, or two different rows could run together to the same text.
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }
}
