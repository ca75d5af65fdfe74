namespace OutreachSilo.Common;

/// <summary>Random values from a fixed seed: the same on every run and machine.</summary>
internal static class Seeded
{
    public const int Rounds = 2_000;

    private const string CodeLetters = "ABCDEFGHJKLMNPWY";

    public static IEnumerable<Random> Each(int seed = 20261122)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++) yield return random;
    }

    public static string PracticeCode(this Random random) => $"{CodeLetters[random.Next(CodeLetters.Length)]}{random.Next(100_000):00000}";

    public static DateOnly Monday(this Random random) => new DateOnly(2000, 1, 3).AddDays(7 * random.Next(10_400));

    /// <summary>Changes, drops or adds one character.</summary>
    public static string Damage(this Random random, string text)
    {
        var at = random.Next(text.Length);
        var other = (char)random.Next(1, 0x250);
        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, other.ToString()),
            _ => text.Remove(at, 1).Insert(at, other.ToString()),
        };
    }
}
