using System.Security.Cryptography;

namespace OutreachSilo.Mentoring;

/// <summary>Names of video rooms that nobody can guess: about 134 bits.</summary>
internal static class RoomNames
{
    public const int Characters = 26;

    public static string Draw() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", Characters);
}
