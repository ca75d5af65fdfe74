using System.Security.Cryptography;
using System.Text;

namespace OutreachSilo.Common;

/// <summary>Ids derived from others: the same parts always give the same id, on every machine.</summary>
internal static class Derived
{
    public static Guid Id(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!)), hash);
        hash[6] = (byte)(hash[6] & 0x0F | 0x80);
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
