namespace OutreachSilo.Benchmarks.Core;

/// <summary>Ids of people and commands, derived from a number: to draw them would cost more than what is measured.</summary>
internal static class Ids
{
    public static string Person(long number) => string.Create(32, number, static (into, number) =>
    {
        into.Fill('0');
        into[0] = 'p';
        for (var at = into.Length - 1; number != 0; number >>= 4) into[at--] = "0123456789abcdef"[(int)(number % 16)];
    });

    public static Guid Command(long number, byte step = 0) =>
        new((int)(number * -1640531535), (short)(number >> 16), (short)number, (byte)(number >> 56), (byte)(number >> 48), (byte)(number >> 40), (byte)(number >> 32), step, 1, 2, 3);
}
