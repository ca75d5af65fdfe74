using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OutreachSilo.Common;

/// <summary>
/// Turns what a caller calls a request into a command id. The account is part of it, so nobody can meet somebody else's command by
/// choosing the same key; a repeat of the key by the same account is the same command.
/// </summary>
public static class CommandIds
{
    public const int KeyCharactersMax = 128;

    /// <summary>True for 1 to 128 visible ASCII characters.</summary>
    public static bool IsValidKey(string? key) =>
        key is { Length: >= 1 and <= KeyCharactersMax } && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;

    /// <param name="accountId">Id of the signed-in account.</param>
    /// <param name="key">A valid key: the Idempotency-Key header, or the hidden field that a page's form carries.</param>
    public static Guid From(string accountId, string key)
    {
        if (!IsValidKey(key)) throw new ArgumentException("An idempotency key has 1 to 128 visible ASCII characters.", nameof(key));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{accountId}\n{key}"), hash);
        // RFC 9562, version 8 (made by our own rule), variant 10.
        BinaryPrimitives.WriteUInt16BigEndian(hash[6..], (ushort)(BinaryPrimitives.ReadUInt16BigEndian(hash[6..]) & 0x0FFF | 0x8000));
        hash[8] = (byte)(hash[8] & 0x3F | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
